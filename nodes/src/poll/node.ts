import { join } from 'node:path';
import type { Node, NodeAPI, NodeDef } from 'node-red';
import { flowError } from '../common/flow-error.ts';
import type { Message } from '../common/host.ts';
import { migrate } from '../common/migrate.ts';
import { connectionOf } from '../red/connection-of.ts';
import { contextStore } from '../red/context-store.ts';
import { hostOf } from '../red/host.ts';
import { wire } from '../red/wire.ts';
import { userDirectory } from '../red/working-directory.ts';
import { migrations } from './migrations.ts';
import { placeInFiles } from './place.ts';
import { Poller } from './poller.ts';
import { roundWith } from './round.ts';
import type { PollConfig } from './settings.ts';

export default function register(RED: NodeAPI): void {
  RED.nodes.registerType(
    'hyperstudy-poll',
    function (this: Node, saved: NodeDef & PollConfig & { connection: string }) {
      RED.nodes.createNode(this, saved);
      const config = migrate(saved, migrations);
      const connection = connectionOf(RED, config.connection);
      const host = hostOf(RED, this);
      const folder = join(userDirectory(RED), 'hyperstudy');
      const store = config.store
        ? contextStore(this, config.store)
        : placeInFiles(folder, this.id, host.warn);
      const events = {
        send: (message: Message) => this.send(message),
        log: (text: string) => this.log(text),
        error: (cause: unknown) => {
          const { error, facts } = flowError(cause, connection?.secrets);
          this.error(error, { hyperstudy: { node: this.id, error: facts } });
        },
      };
      const poller = new Poller({
        config,
        connection,
        host,
        events,
        round: roundWith(store),
        forget: store.forget,
      });
      wire(this, poller, connection);
      poller.start();
    },
  );
}
