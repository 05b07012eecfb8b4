import { expect, test } from 'vitest';
import { type DataTypeName, dataType } from '../../src/data-types/types.ts';
import { planOf } from '../../src/polling/poll-options.ts';
import type { PollState } from '../../src/polling/poll-state.ts';
import { mostRemembered, Watch } from '../../src/polling/watch.ts';
import { at, event, start } from './support.ts';

const empty: PollState = {
  version: 1,
  poll: 'p',
  from: null,
  cursor: null,
  polledAt: null,
  floor: null,
  known: [],
};

function watching(name: DataTypeName, state: Partial<PollState> = {}, options = {}) {
  const definition = dataType(name);
  const plan = planOf(options, { name, definition, baseUrl: new URL('http://127.0.0.1:9') });
  const watch = new Watch(definition, plan, { ...empty, ...state });
  watch.beginRound(start);
  return watch;
}

test('the cursor never goes back', () => {
  const watch = watching('events');
  watch.take(event('b', 1000));
  watch.take(event('a', 500));
  expect(watch.cursor).toBe(at(1000));
  expect(watch.start).toBe(at(-120_000 - 1));
});

test('of two ways to write the latest time, the first one stays', () => {
  const watch = watching('events');
  watch.take({ id: 'a', timestamp: '2026-03-11T15:00:01Z' });
  watch.take({ id: 'b', timestamp: '2026-03-11T15:00:01.000Z' });
  expect(watch.cursor).toBe('2026-03-11T15:00:01Z');
});

test('a record from before the start is no news, and needs no room', () => {
  const watch = watching('events', { from: at(0) });
  expect(watch.take(event('old', -1))).toBe('known');
  expect(watch.take({ id: 'in ms', timestamp: start - 1 })).toBe('known');
  expect(watch.remembered).toBe(0);
  expect(watch.take({ id: 'later, in ms', timestamp: start + 1 })).toBe('new');
});

test('a record without a time is remembered as long as the latest one of now', () => {
  const watch = watching('events');
  watch.take({ id: 'before any' });
  watch.take(event('a', 1000));
  watch.take({ id: 'none' });
  watch.take({ id: 'no time', timestamp: 'soon' });
  expect(watch.state.known.map(([key, time]) => [key, time])).toEqual([
    ['before any', null],
    ['a', start + 1000],
    ['none', start + 1000],
    ['no time', start + 1000],
  ]);
  const byKey = watching('recordings');
  byKey.take({ recordingId: 'a', startTime: at(1000) });
  byKey.take({ recordingId: 'b' });
  expect(byKey.state.known.map(([, time]) => time)).toEqual([start + 1000, null]);
});

test('what can only be told by its key is remembered for ever, however much it is', () => {
  const known = Array.from({ length: mostRemembered + 1 }, (_, i): PollState['known'][number] => [
    `k${i}`,
    start + i,
    null,
  ]);
  expect(watching('recordings', { known }).state.known).toHaveLength(mostRemembered + 1);
  expect(watching('events', { known, cursor: at(0) }).state.known).toHaveLength(mostRemembered);
});
