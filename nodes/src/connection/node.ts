import type { NodeAPI, NodeDef } from 'node-red';
import { flowError } from '../common/flow-error.ts';
import { migrate } from '../common/migrate.ts';
import type { ConnectionNode, Credentials } from '../red/connection-of.ts';
import { Connection, type ConnectionConfig } from './connection.ts';
import { migrations } from './migrations.ts';
import { addRoutes } from './routes.ts';

export default function register(RED: NodeAPI): void {
  function ConnectionNodeOf(this: ConnectionNode, saved: NodeDef & ConnectionConfig): void {
    RED.nodes.createNode(this, saved);
    const { baseUrl = '', organizationId, budget, timeout } = migrate(saved, migrations);
    this.deployed = { baseUrl, organizationId, budget, timeout, apiKey: this.credentials?.apiKey };
    // Not in what the editor's routes use: none of them needs it.
    const pseudonymKey = this.credentials?.pseudonymKey;
    this.hyperstudy = new Connection(
      { ...this.deployed, pseudonymKey },
      {
        debug: (message, facts) => this.trace(lineOf(message, facts)),
        info: (message, facts) => this.debug(lineOf(message, facts)),
        warn: (message, facts) => this.warn(lineOf(message, facts)),
      },
    );
    this.on('close', (_removed: boolean, done: () => void) => {
      this.hyperstudy.close().then(done, (error: unknown) => {
        this.warn(`Closing failed: ${flowError(error, this.hyperstudy.secrets).error.message}`);
        done();
      });
    });
  }
  RED.nodes.registerType<ConnectionNode, NodeDef & ConnectionConfig, object, Credentials>(
    'hyperstudy-connection',
    ConnectionNodeOf,
    {
      credentials: { apiKey: { type: 'password' }, pseudonymKey: { type: 'password' } },
    },
  );
  addRoutes(RED);
}

/** Facts hold no secrets: the core sees to that. */
function lineOf(message: string, facts: Readonly<Record<string, unknown>> = {}): string {
  const words = Object.entries(facts).map(([name, value]) => `${name}: ${String(value)}`);
  return words.length === 0 ? message : `${message} (${words.join(', ')})`;
}
