import { describe, expect, test } from 'vitest';
import { memoryStore } from '../../src/polling/state-store.ts';
import { failureOf, memoryLogger } from '../support/client.ts';
import { serveData } from '../support/data-server.ts';
import { fail } from '../support/server.ts';
import { clientOn, event, newClock, path, scope, take } from './support.ts';

describe('ends', () => {
  test('quietly when called off: while waiting, and while asking', async () => {
    const clock = newClock();
    await using server = await serveData({
      lists: { [path]: [] },
      clock,
      before: ({ query }) => (query.category === 'hang' ? () => undefined : undefined),
    });
    await using client = clientOn(server.url, clock);
    for (const category of ['x', 'hang']) {
      const stop = new AbortController();
      const before = server.requests.length;
      const reading = take(
        client.hs.poll('events', scope, { from: 'all', category, signal: stop.signal }),
        1,
      );
      while (server.requests.length < before + (category === 'x' ? 3 : 1))
        await new Promise((resolve) => setTimeout(resolve, 1));
      stop.abort(new Error('enough'));
      expect(await reading).toEqual([]);
    }
    expect(await take(client.hs.poll('events', scope, { signal: AbortSignal.abort() }), 1)).toEqual([]);
  });

  test('with the error, and goes on when iterated again', async () => {
    const clock = newClock();
    let broken = false;
    await using server = await serveData({
      lists: { [path]: [event('a', 0)] },
      clock,
      before: () => (broken ? fail(403) : undefined),
    });
    await using client = clientOn(server.url, clock);
    const poll = client.hs.poll('events', scope, { from: 'all' });
    const found: string[] = [];
    const read = async () => {
      for await (const { records } of poll) {
        found.push(...records.map(({ id }) => id));
        broken = found.length === 1;
        server.lists.get(path)?.push(event('b', 1000));
        if (found.length === 2) return;
      }
    };
    expect(await failureOf(read())).toMatchObject({ name: 'PermissionError' });
    broken = false;
    await read();
    expect(found).toEqual(['a', 'b']);
  });

  test('a batch that was not followed by a question for the next one comes again', async () => {
    const clock = newClock();
    await using server = await serveData({ lists: { [path]: [event('a', 0)] }, clock });
    await using client = clientOn(server.url, clock);
    const store = memoryStore();
    const poll = () => client.hs.poll('events', scope, { from: 'all', store });
    expect(await take(poll(), 1)).toEqual([['a']]);
    expect(await take(poll(), 1)).toEqual([['a']]);
    // Taken this time.
    for await (const _ of client.hs.poll('events', scope, { from: 'all', store, once: true }));
    server.lists.get(path)?.push(event('b', 1));
    expect(await take(poll(), 1)).toEqual([['b']]);
  });

  test('warnings of the server are logged once, not with every round', async () => {
    const clock = newClock();
    const metadata = { _warnings: ['MISSING_INDEX: x'] };
    await using server = await serveData({ lists: { [path]: [event('a', 0)] }, clock, metadata });
    const logger = memoryLogger();
    await using client = clientOn(server.url, clock, logger);
    const stop = new AbortController();
    let warned: readonly string[] = [];
    const reading = (async () => {
      for await (const batch of client.hs.poll('events', scope, { from: 'all', signal: stop.signal }))
        warned = batch.warnings;
    })();
    while (server.requests.length < 5) await new Promise((resolve) => setTimeout(resolve, 1));
    stop.abort();
    await reading;
    expect(warned).toEqual(['MISSING_INDEX: x']);
    expect(logger.lines.filter((line) => line.includes('MISSING_INDEX'))).toHaveLength(1);
  });
});
