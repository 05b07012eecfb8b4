import { expect, test } from 'vitest';
import { HyperStudy } from '../../src/client/hyperstudy.ts';
import { testKey } from '../support/client.ts';

const local = new HyperStudy({ apiKey: testKey, baseUrl: 'http://127.0.0.1:9' });
const remote = new HyperStudy({ apiKey: testKey, baseUrl: 'https://api.hyperstudy.io' });
const usage = (words: string) =>
  expect.objectContaining({ name: 'UsageError', message: expect.stringContaining(words) });

test.each([
  [{ interval: 4999 }, 'interval'],
  [{ interval: Number.NaN }, 'interval'],
  [{ lookback: -1 }, 'lookback'],
  [{ lookback: Number.POSITIVE_INFINITY }, 'lookback'],
  [{ from: 'yesterday' }, 'from'],
])('%j is refused', (options, words) => {
  expect(() => remote.poll('events', { room: 'r' }, options)).toThrow(usage(words));
});

test('the least that can work is taken', () => {
  expect(() => remote.poll('events', { room: 'r' }, { interval: 5000, lookback: 0 })).not.toThrow();
});

test('an option that is empty is none', () => {
  const empty = { category: '', deployment: undefined, ...JSON.parse('{ "category": null }') };
  expect(remote.poll('events', { room: 'r' }, empty).key).toBe(remote.poll('events', { room: 'r' }).key);
  // Forms give empty texts.
  expect(() =>
    remote.poll('events', { room: 'r' }, JSON.parse('{ "end": "", "limit": null }')),
  ).not.toThrow();
});

test('a server on this machine may be asked as often as one likes', () => {
  expect(() => local.poll('events', { room: 'r' }, { interval: 10 })).not.toThrow();
  expect(() => local.poll('events', { room: 'r' }, { interval: 0 })).toThrow(usage('interval'));
});

test('what polling sets itself can not be set', () => {
  // @ts-expect-error: from
  expect(() => local.poll('events', { room: 'r' }, { start: '2026-03-11' })).toThrow(usage('start'));
  // @ts-expect-error: polling has no end
  expect(() => local.poll('events', { room: 'r' }, { end: '2026-03-11' })).toThrow(usage('takes no end'));
  // @ts-expect-error: no limit
  expect(() => local.poll('events', { room: 'r' }, { limit: 5 })).toThrow(usage('limit'));
  // @ts-expect-error: always ascending
  expect(() => local.poll('events', { room: 'r' }, { order: 'desc' })).toThrow(usage('order'));
});

test('scopes, filters and types are checked at once', () => {
  // @ts-expect-error: rooms only exist by experiment
  expect(() => local.poll('rooms', { room: 'r' })).toThrow(usage('rooms'));
  // @ts-expect-error: chat has no categories
  expect(() => local.poll('chat', { room: 'r' }, { category: 'x' })).toThrow(usage('category'));
  expect(() => local.poll('variables', { room: 'r' }, { from: '2026-03-11' })).toThrow(usage('variables'));
});

test('the key says what is polled, and holds no secret', () => {
  const { key } = remote.poll(
    'events',
    { participant: 'u 1', room: 'r' },
    { deployment: 'd', category: 'media' },
  );
  expect(key).toBe('events participant=u%201 room=r category=media deployment=d at api.hyperstudy.io/api/v3');
  expect(remote.poll('events', { room: 'r' }, { interval: 60_000, content: true }).key).toBe(
    remote.poll('events', { room: 'r' }).key,
  );
});

test('the key does not depend on the order of filters, and tells organizations apart', () => {
  const inOrder = (query: object) => remote.poll('events', { room: 'r' }, query).key;
  expect(inOrder({ category: 'media', deployment: 'd' })).toBe(
    inOrder({ deployment: 'd', category: 'media' }),
  );
  const of = (organizationId: string) =>
    new HyperStudy({ apiKey: testKey, baseUrl: 'https://api.hyperstudy.io', organizationId }).poll('rooms', {
      experiment: 'e',
    }).key;
  expect(of('lab a')).toBe('rooms experiment=e organization=lab%20a at api.hyperstudy.io/api/v3');
  expect(remote.poll('rooms', { experiment: 'e' }).key).toBe(
    'rooms experiment=e at api.hyperstudy.io/api/v3',
  );
});
