import { createHash } from 'node:crypto';
import { dataType, type HyperStudy, rowKey } from '@hyperstudy-workflows/core';
import type { StateStore } from './file-store.ts';
import type { PollSettings } from './settings.ts';

type Row = Record<string, unknown>;

export interface PollBatch {
  readonly records: Row[];
  /** Time of the newest record so far. */
  readonly cursor: unknown;
  /** Name of the state: what is polled. */
  readonly key: string;
}

/** Everything that is new now, batch by batch; the place moves when the next batch is asked for. */
export type PollRound = (
  client: HyperStudy,
  settings: PollSettings,
  signal: AbortSignal,
) => AsyncIterable<PollBatch>;

interface State {
  readonly version: 1;
  /** Records before this are never given, ms. */
  floor: number;
  /** Time of the newest record, ms. */
  newest: number;
  /** Key and time of what was given lately. */
  seen: [string, number][];
}

/** Most keys that are remembered. */
const mostKeys = 100_000;

export const roundWith = (store: StateStore): PollRound =>
  async function* (client, settings, signal) {
    const { dataType: name, scope, filters, lookback } = settings;
    const definition = dataType(name);
    const key = `${name} ${createHash('sha256')
      .update(JSON.stringify([scope, filters]))
      .digest('hex')
      .slice(0, 12)}`;
    const state = stateOf(await store.load(key)) ?? first(settings, client.connection.clock.now());
    const seen = new Map(state.seen);
    const keyOf = rowKey(definition.key);
    const since = Math.max(state.floor, state.newest - lookback);
    const window =
      definition.filters.includes('start') && since > 0 ? { start: new Date(since).toISOString() } : {};
    // Saved before the first record: else "from now" would move with every poll that finds nothing.
    if (seen.size === 0) await store.save(key, { ...state });
    for await (const { records } of client.records(name, scope, { ...filters, ...window, signal }).pages()) {
      const fresh = records.filter((row) => {
        const time = timeOf(row, definition.time);
        return (time === undefined || time >= state.floor) && !seen.has(keyOf(row));
      });
      for (const row of fresh) {
        const time = timeOf(row, definition.time) ?? state.newest;
        seen.set(keyOf(row), time);
        state.newest = Math.max(state.newest, time);
      }
      if (fresh.length === 0) continue;
      yield { records: fresh, cursor: new Date(state.newest).toISOString(), key };
      state.seen = recent(
        seen,
        'start' in window || definition.filters.includes('start') ? state.newest - lookback : 0,
      );
      await store.save(key, state);
    }
  };

function first({ from }: PollSettings, now: number): State {
  const floor = from === 'all' ? 0 : from === 'now' ? now : Date.parse(from);
  return { version: 1, floor, newest: floor, seen: [] };
}

function stateOf(saved: unknown): State | undefined {
  if (typeof saved !== 'object' || saved === null || !('version' in saved) || saved.version !== 1)
    return undefined;
  if (!('floor' in saved) || typeof saved.floor !== 'number') return undefined;
  if (!('newest' in saved) || typeof saved.newest !== 'number' || !('seen' in saved)) return undefined;
  const seen = Array.isArray(saved.seen) ? saved.seen.filter(isEntry) : [];
  return { version: 1, floor: saved.floor, newest: saved.newest, seen };
}

const isEntry = (entry: unknown): entry is [string, number] =>
  Array.isArray(entry) && typeof entry[0] === 'string' && typeof entry[1] === 'number';

const recent = (seen: ReadonlyMap<string, number>, since: number): [string, number][] =>
  [...seen].filter(([, time]) => time >= since).slice(-mostKeys);

function timeOf(row: Row, field: string | null): number | undefined {
  const time = field === null ? Number.NaN : Date.parse(String(row[field]));
  return Number.isNaN(time) ? undefined : time;
}
