import { createRedact, isHyperStudyError } from '@hyperstudy-workflows/core';
import { failed, type Status } from './status.ts';

/** What a Catch node finds in msg.hyperstudy.error. */
export interface ErrorFacts {
  readonly name: string;
  /** fix-call, fix-key, wait, retry, skip-item, report. */
  readonly remedy?: string;
  readonly status?: number;
  readonly code?: string;
  readonly requestId?: string;
  readonly hint?: string;
}

/** An error as a flow gets it: one line that says what to do, and the facts. */
export interface FlowError {
  readonly error: Error;
  readonly facts: ErrorFacts;
  readonly status: Status;
}

/** Makes the error that leaves a node. Expected ones carry no stack: it would fill the log with our own lines. */
export function flowError(cause: unknown, secrets: readonly string[] = []): FlowError {
  const redact = createRedact(secrets);
  if (!isHyperStudyError(cause)) {
    const text = redact(cause instanceof Error ? cause.message : String(cause));
    const name = cause instanceof Error ? cause.name : 'Error';
    return { error: new Error(text), facts: { name, ...codeOf(cause) }, status: failed('error.unexpected') };
  }
  const { name, remedy, status, code, requestId, hint, message } = cause;
  const words = [message, hint, requestId === undefined ? undefined : `[request ${requestId}]`];
  const error = new Error(redact(words.filter((word) => word !== undefined).join(' ')));
  error.name = name;
  error.stack = undefined;
  delete error.stack;
  // Node-RED copies it to msg.error.
  if (code !== undefined) Object.assign(error, { code });
  const facts = { name, remedy, status, code, requestId, hint };
  return { error, facts: withoutUndefined(facts), status: failed(statusKey(name, code)) };
}

const statusKey = (name: string, code: string | undefined): string =>
  code === 'MISSING_API_KEY' || code === 'MISSING_CONNECTION' ? `error.${code}` : `error.${name}`;

function codeOf(error: unknown): { code?: string } {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? { code: error.code }
    : {};
}

function withoutUndefined(facts: ErrorFacts): ErrorFacts {
  const known = Object.entries(facts).filter(([, value]) => value !== undefined);
  return { name: facts.name, ...Object.fromEntries(known) };
}
