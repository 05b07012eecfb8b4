import type { Node, NodeAPI, NodeDef } from 'node-red';
import { migrate } from '../common/migrate.ts';
import { connectionOf } from '../red/connection-of.ts';
import { hostOf } from '../red/host.ts';
import { showProblem, wire } from '../red/wire.ts';
import { workingDirectory } from '../red/working-directory.ts';
import { Exporter } from './export.ts';
import { migrations } from './migrations.ts';
import type { ExportConfig } from './settings.ts';

type Saved = NodeDef & ExportConfig & { connection: string };

export default function register(RED: NodeAPI): void {
  RED.nodes.registerType('hyperstudy-export', function (this: Node, config: Saved) {
    RED.nodes.createNode(this, config);
    const connection = connectionOf(RED, config.connection);
    const host = hostOf(RED, this);
    const folder = workingDirectory(RED);
    wire(this, new Exporter(migrate(config, migrations), connection, host, folder), connection);
    showProblem(host, connection);
  });
}
