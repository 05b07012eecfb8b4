import type { Node, NodeAPI } from 'node-red';
import type { Connection, ConnectionConfig } from '../connection/connection.ts';

/** What Node-RED stores encrypted. */
export interface Credentials {
  apiKey?: string;
  pseudonymKey?: string;
}

/** A deployed connection node. */
export interface ConnectionNode extends Node<Credentials> {
  hyperstudy: Connection;
  /** As deployed, for the lists of the editor. */
  deployed: ConnectionConfig & { baseUrl: string };
}

/** The connection that a node refers to, or undefined where it is missing, disabled or of another kind. */
export function connectionOf(RED: NodeAPI, id: string | undefined): Connection | undefined {
  return connectionNode(RED, id)?.hyperstudy;
}

export function connectionNode(RED: NodeAPI, id: unknown): ConnectionNode | undefined {
  if (typeof id !== 'string' || id === '') return undefined;
  const node: Node | null = RED.nodes.getNode(id);
  return isConnectionNode(node) ? node : undefined;
}

const isConnectionNode = (node: Node | null | undefined): node is ConnectionNode =>
  node?.type === 'hyperstudy-connection' && 'hyperstudy' in node;
