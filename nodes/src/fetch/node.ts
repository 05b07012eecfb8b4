import type { Node, NodeAPI, NodeDef } from 'node-red';
import { migrate } from '../common/migrate.ts';
import { connectionOf } from '../red/connection-of.ts';
import { hostOf } from '../red/host.ts';
import { showProblem, wire } from '../red/wire.ts';
import { Fetcher } from './fetch.ts';
import { migrations } from './migrations.ts';
import type { FetchConfig } from './settings.ts';

export default function register(RED: NodeAPI): void {
  RED.nodes.registerType(
    'hyperstudy-fetch',
    function (this: Node, config: NodeDef & FetchConfig & { connection: string }) {
      RED.nodes.createNode(this, config);
      const connection = connectionOf(RED, config.connection);
      const host = hostOf(RED, this);
      wire(this, new Fetcher(migrate(config, migrations), connection, host), connection);
      showProblem(host, connection);
    },
  );
}
