import type { Node, NodeAPI, NodeDef } from 'node-red';
import { type Migration, migrate } from '../common/migrate.ts';
import type { Surroundings } from '../common/surroundings.ts';
import { connectionOf } from './connection-of.ts';
import { hostOf } from './host.ts';
import { type Logic, showProblem, wire } from './wire.ts';
import { workingDirectory } from './working-directory.ts';

/** Registers a node that works on the messages it gets. */
export function registerWorker<Config extends { readonly version?: number }>(
  RED: NodeAPI,
  type: string,
  migrations: readonly Migration[],
  logicOf: (surroundings: Surroundings<Config>) => Logic,
): void {
  RED.nodes.registerType(type, function (this: Node, saved: NodeDef & Config & { connection: string }) {
    RED.nodes.createNode(this, saved);
    const config = migrate(saved, migrations);
    const connection = connectionOf(RED, config.connection);
    const host = hostOf(RED, this);
    wire(this, logicOf({ config, connection, host, workingDirectory: workingDirectory(RED) }), connection);
    showProblem(host, connection);
  });
}
