import type { HyperStudy, StateStore } from '@hyperstudy-workflows/core';
import type { PollSettings } from './settings.ts';

export interface PollBatch {
  readonly records: readonly Record<string, unknown>[];
  /** Time of the newest record so far. */
  readonly cursor: string | null;
  /** What is polled, in words: the name of the saved place. */
  readonly key: string;
}

/** Everything that is new now, batch by batch; the place moves when the next batch is asked for. */
export type PollRound = (
  client: HyperStudy,
  settings: PollSettings,
  signal: AbortSignal,
) => AsyncIterable<PollBatch>;

/** Rounds of the core's poll. When they happen is the node's business: it can be paused, and told to poll now. */
export const roundWith =
  (store: StateStore): PollRound =>
  (client, { dataType, scope, filters, from, lookback, content }, signal) =>
    client.poll(dataType, scope, { ...filters, store, from, lookback, content, once: true, signal });
