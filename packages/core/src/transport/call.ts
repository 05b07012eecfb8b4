import type { Dispatcher } from 'undici';

export type Query = Readonly<Record<string, string | number | boolean | undefined>>;

/** A request beside its path. */
export interface CallOptions {
  /** Default GET; only GET is tried again. */
  method?: Dispatcher.HttpMethod;
  query?: Query;
  /** Sent as JSON. */
  body?: unknown;
  /** How the answer is understood: JSON (default), or whatever text it is. */
  as?: 'json' | 'text';
  /** Time for one answer, ms. Default: the connection's. */
  timeout?: number;
  /** API scope that the call needs, as far as it is published: named where the server refuses without saying. */
  needs?: string;
  signal?: AbortSignal;
}

/** An answer that was understood. */
export interface Answer {
  /** Parsed JSON, undefined for an empty answer; a string where text was asked for. */
  readonly body: unknown;
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly requestId: string | undefined;
}

/** An answer, and what it was read from. */
export interface Received {
  readonly answer: Answer;
  readonly bytes: Buffer<ArrayBuffer>;
}

/**
 * Reads an answer that came before. One that turns out to be broken is asked for again.
 * @throws {HyperStudyError} of the class that says what to do; the signal's reason when aborted.
 */
export type Packed = () => Promise<Received>;
