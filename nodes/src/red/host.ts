import { UsageError } from '@hyperstudy-workflows/core';
import type { Node, NodeAPI } from 'node-red';
import { type Host, isObject, type Message, type TypedValue } from '../common/host.ts';
import type { Status } from '../common/status.ts';

/** Node-RED as the logic of a node sees it. */
export function hostOf(RED: NodeAPI, node: Node): Host {
  return {
    id: node.id,
    status: (status) => node.status(status === undefined ? {} : textual(RED, status)),
    warn: (text) => node.warn(text),
    resolve: (setting, message) => resolve(RED, node, setting, message),
    clone: (message) => RED.util.cloneMessage(message),
  };
}

function textual(RED: NodeAPI, { fill, shape, key, values }: Status) {
  return { fill, shape, text: RED._(`common.status.${key}`, values ?? {}) };
}

function resolve(RED: NodeAPI, node: Node, { value, type }: TypedValue, message: Message): Promise<unknown> {
  // Node-RED throws what it finds here and there: errors, and objects that are none.
  const unreadable = (error: unknown) => new UsageError(`${type} ${value} can't be read: ${wordsOf(error)}`);
  if (type === 'str' || type === undefined) return Promise.resolve(value);
  return new Promise((fulfil, reject) => {
    // The callback form is the only one that works for JSONata and for asynchronous context stores.
    RED.util.evaluateNodeProperty(value, type, node, message, (error, result: unknown) => {
      if (error === null || error === undefined) fulfil(result);
      else reject(unreadable(error));
    });
  }).catch((error: unknown) => {
    throw error instanceof UsageError ? error : unreadable(error);
  });
}

function wordsOf(error: unknown): string {
  if (error instanceof Error) return error.message;
  return isObject(error) && typeof error.message === 'string' ? error.message : String(error);
}
