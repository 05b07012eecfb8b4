import type { Node } from 'node-red';
import { flowError } from '../common/flow-error.ts';
import type { Host, Message, Send } from '../common/host.ts';
import { isObject } from '../common/host.ts';
import { isCancelled } from '../common/jobs.ts';
import type { Connection } from '../connection/connection.ts';

/** The logic of a node that takes messages. */
export interface Logic {
  input(message: Message, send: Send): Promise<void>;
  close(removed: boolean): Promise<void>;
}

/** Connects the logic of a node with its events. Nothing is left floating: a rejection would end Node-RED. */
export function wire(node: Node, logic: Logic, connection: Connection | undefined): void {
  node.on('input', (message, send, done) => {
    logic.input(message, send).then(
      () => settle(node, () => done()),
      (error: unknown) => settle(node, () => finish(message, error, connection, done)),
    );
  });
  node.on('close', (removed: boolean, done: () => void) => {
    logic.close(removed).then(done, (error: unknown) => {
      node.warn(`Closing failed: ${flowError(error, connection?.secrets).error.message}`);
      done();
    });
  });
}

/** Whoever cancels knows; everything else goes to Catch, with the facts on the message. */
function finish(
  message: Message,
  cause: unknown,
  connection: Connection | undefined,
  done: (error?: Error) => void,
): void {
  if (isCancelled(cause)) {
    done();
    return;
  }
  const { error, facts } = flowError(cause, connection?.secrets);
  const before = isObject(message.hyperstudy) ? message.hyperstudy : {};
  message.hyperstudy = { ...before, error: facts };
  done(error);
}

function settle(node: Node, end: () => void): void {
  try {
    end();
  } catch (error) {
    node.warn(`The flow failed while an error or a completion was handed on: ${String(error)}`);
  }
}

/** Says at once that a node can't work: no connection, no key, a variable that isn't set. */
export function showProblem(host: Host, connection: Connection | undefined): void {
  if (connection === undefined) {
    host.status({ fill: 'red', shape: 'ring', key: 'error.MISSING_CONNECTION' });
    return;
  }
  const problem = connection.problem();
  if (problem !== undefined) host.status(flowError(problem).status);
}
