import { afterAll, describe, expect, test } from 'vitest';
import { HyperStudy } from '../../src/client/hyperstudy.ts';
import { dataTypeNames } from '../../src/data-types/types.ts';
import { isoTime } from '../../src/records/parameters.ts';
import { testKey } from '../support/client.ts';

const hs = new HyperStudy({ apiKey: testKey, baseUrl: 'http://127.0.0.1:9/api/v3' });
afterAll(() => hs.close());

const usage = (words: string) =>
  expect.objectContaining({ name: 'UsageError', message: expect.stringContaining(words) });
const withHint = (words: string) =>
  expect.objectContaining({ name: 'UsageError', hint: expect.stringContaining(words) });

describe('what can not work is said before any request', () => {
  test('scopes that a type does not exist at', () => {
    // @ts-expect-error: participants at participant scope
    expect(() => hs.participants({ participant: 'u', room: 'r' })).toThrow(withHint('experiment or room'));
    // @ts-expect-error: rooms only exist by experiment
    expect(() => hs.rooms({ room: 'r' })).toThrow(usage('rooms'));
    // @ts-expect-error: variables only exist by room
    expect(() => hs.variables({ experiment: 'e' })).toThrow(usage('variables'));
    // @ts-expect-error: a participant needs its room
    expect(() => hs.events({ participant: 'u' })).toThrow(usage('needs its room'));
    // @ts-expect-error: one of the two
    expect(() => hs.events({ experiment: 'e', room: 'r' })).toThrow(usage('not both'));
    // @ts-expect-error: a scope is needed
    expect(() => hs.events({})).toThrow(usage('missing'));
    // @ts-expect-error: a scope is needed
    expect(() => hs.events()).toThrow(usage('missing'));
  });

  test('filters that a type does not take', () => {
    // @ts-expect-error: chat has no categories
    expect(() => hs.chat({ room: 'r' }, { category: 'media' })).toThrow(withHint('start, end, deployment'));
    // @ts-expect-error: no such filter
    expect(() => hs.events({ room: 'r' }, { nonsense: 1 })).toThrow(usage('nonsense'));
    for (const name of ['constructor', 'toString', '__proto__', 'hasOwnProperty']) {
      const query = JSON.parse(`{"${name}": "x"}`);
      expect(() => hs.records('events', { room: 'r' }, query)).toThrow(usage(name));
    }
  });

  test.each([
    [{ start: 'yesterday' }, 'no date'],
    [{ start: '2026-13-01' }, 'no date'],
    [{ end: '11.03.2026' }, 'no date'],
    [{ start: '2026-03-11T25:00:00Z' }, 'no date'],
    [{ start: new Date('x') }, 'no date'],
    [{ start: '2026-03-12', end: '2026-03-11' }, 'not before end'],
    [{ start: '2026-03-11T10:00:00Z', end: '2026-03-11T10:00:00.000Z' }, 'not before end'],
  ])('dates: %j', (query, words) => {
    expect(() => hs.events({ room: 'r' }, query)).toThrow(usage(words));
  });

  test.each([
    [{ limit: 0 }, 'limit'],
    [{ limit: 1.5 }, 'limit'],
    [{ pageSize: 1001 }, 'pageSize'],
    [{ pageSize: -1 }, 'pageSize'],
    [{ concurrency: 0 }, 'concurrency'],
    [{ offset: -1 }, 'offset'],
  ])('settings: %j', (query, words) => {
    expect(() => hs.events({ room: 'r' }, query)).toThrow(usage(words));
  });

  test('values of the wrong type', () => {
    // @ts-expect-error: ms
    expect(() => hs.sync({ room: 'r' }, { aggregationWindow: '5s' })).toThrow(usage('aggregationWindow'));
    // @ts-expect-error: true or false
    expect(() => hs.components({ room: 'r' }, { completed: 'yes' })).toThrow(usage('completed'));
    // @ts-expect-error: text
    expect(() => hs.events({ room: 'r' }, { category: 5 })).toThrow(usage('category'));
    // @ts-expect-error: asc or desc
    expect(() => hs.events({ room: 'r' }, { order: 'up' })).toThrow(usage('order'));
  });

  test('ids that can be no path segment', () => {
    for (const room of ['', ' ', '.', '..', 'a\nb']) expect(() => hs.events({ room })).toThrow(usage(''));
  });

  test('an unknown type names the nearest', () => {
    // @ts-expect-error: no such type
    expect(() => hs.records('evnts', { room: 'r' })).toThrow(withHint('events'));
  });
});

test('filters that are empty are left out', () => {
  for (const empty of [undefined, null, '']) {
    const query = JSON.parse(JSON.stringify({ category: empty ?? null }));
    expect(() => hs.chat({ room: 'r' }, query)).not.toThrow();
  }
});

test('every type has a method, and every method is a type', () => {
  const methods = dataTypeNames.map((name) =>
    name.startsWith('ratings_')
      ? 'ratings'
      : name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
  );
  for (const method of methods) expect(hs).toHaveProperty(method, expect.any(Function));
});

describe('dates', () => {
  test.each([
    ['2026-03-11', '2026-03-11T00:00:00.000Z'],
    ['2026-03-11T15:04', '2026-03-11T15:04:00.000Z'],
    ['2026-03-11 15:04:20', '2026-03-11T15:04:20.000Z'],
    ['2026-03-11T15:04:20.5Z', '2026-03-11T15:04:20.500Z'],
    ['2026-03-11T15:04:20+02:00', '2026-03-11T13:04:20.000Z'],
    ['2026-03-11T15:04:20+0200', '2026-03-11T13:04:20.000Z'],
  ])('%s means %s on every machine', (text, iso) => {
    expect(isoTime(text, 'start')).toBe(iso);
  });
  test('a day that no month has is none', () => {
    expect(() => isoTime('2026-02-30', 'start')).toThrow(usage('no date'));
    expect(() => isoTime('2026-02-30T10:00:00Z', 'start')).toThrow(usage('no date'));
  });
});
