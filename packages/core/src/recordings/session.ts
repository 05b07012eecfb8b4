import { UsageError } from '../errors/usage-error.ts';
import { Circuit } from '../transport/circuit.ts';
import type { Transport } from '../transport/transport.ts';
import { Throttle } from './throttle.ts';
import type { DownloadOneOptions } from './types.ts';

const defaultStallTimeout = 30_000;

/** What the downloads that belong together share. */
export interface Session {
  readonly transport: Transport;
  readonly throttle: Throttle;
  readonly circuit: Circuit;
  readonly allowHttp: boolean;
  /** ms */
  readonly stallTimeout: number;
  readonly signal?: AbortSignal;
}

export interface SessionOptions {
  /** Default 1. */
  concurrency?: number;
  allowHttp?: boolean;
  stallTimeout?: number;
  signal?: AbortSignal;
}

/** @throws {UsageError} for a setting that can't work */
export function startSession(transport: Transport, options: SessionOptions): Session {
  const { concurrency = 1, stallTimeout = defaultStallTimeout, allowHttp = false, signal } = options;
  if (!Number.isInteger(concurrency) || concurrency < 1) {
    throw new UsageError('concurrency must be a whole number from 1.');
  }
  if (!(stallTimeout > 0)) throw new UsageError('stallTimeout must be a number of ms above 0.');
  const { retry, clock, random } = transport.connection;
  return {
    transport,
    throttle: new Throttle({ concurrency, retry, clock, random }),
    circuit: new Circuit(clock),
    allowHttp,
    stallTimeout,
    signal,
  };
}

/** @throws {UsageError} for a folder that is none */
export function checkedDirectory({ directory }: DownloadOneOptions): string {
  if (typeof directory === 'string' && directory !== '' && !directory.includes('\0')) return directory;
  throw new UsageError('directory must be the path of a folder.', {
    hint: 'For example { directory: "recordings" }.',
  });
}
