import type { NodeAPI, NodeDef } from 'node-red';
import { flowError } from '../common/flow-error.ts';
import { migrate } from '../common/migrate.ts';
import type { ConnectionNode } from '../red/connection-of.ts';
import { Connection, type ConnectionConfig } from './connection.ts';
import { migrations } from './migrations.ts';
import { addRoutes } from './routes.ts';

export default function register(RED: NodeAPI): void {
  function ConnectionNodeOf(this: ConnectionNode, saved: NodeDef & ConnectionConfig): void {
    RED.nodes.createNode(this, saved);
    const { baseUrl = '', organizationId, budget, timeout } = migrate(saved, migrations);
    this.deployed = { baseUrl, organizationId, budget, timeout, apiKey: this.credentials?.apiKey };
    this.hyperstudy = new Connection(this.deployed, {
      debug: (message) => this.trace(message),
      info: (message) => this.debug(message),
      warn: (message) => this.warn(message),
    });
    this.on('close', (_removed: boolean, done: () => void) => {
      this.hyperstudy.close().then(done, (error: unknown) => {
        this.warn(`Closing failed: ${flowError(error, this.hyperstudy.secrets).error.message}`);
        done();
      });
    });
  }
  RED.nodes.registerType<ConnectionNode, NodeDef & ConnectionConfig, object, { apiKey?: string }>(
    'hyperstudy-connection',
    ConnectionNodeOf,
    {
      credentials: { apiKey: { type: 'password' } },
    },
  );
  addRoutes(RED);
}
