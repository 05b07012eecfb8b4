import type { Status } from './status.ts';

/** A Node-RED message. */
export interface Message {
  payload?: unknown;
  /** Settings on the way in, facts on the way out. */
  hyperstudy?: unknown;
  parts?: unknown;
  [property: string]: unknown;
}

/** A setting whose value may come from elsewhere: text, msg, flow, global, env or a JSONata expression. */
export interface TypedValue {
  readonly value: string;
  readonly type: string;
}

/** What the logic of a node needs of Node-RED. */
export interface Host {
  /** Id of the node. */
  readonly id: string;
  status(status: Status | undefined): void;
  warn(text: string): void;
  /** The value of a typed setting; `msg` settings are read from the message. */
  resolve(setting: TypedValue, message: Message): Promise<unknown>;
  /** A copy that shares nothing with the original. */
  clone(message: Message): Message;
}

/** Hands a message on, to one output or to several. */
export type Send = (message: Message | (Message | null)[]) => void;

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
