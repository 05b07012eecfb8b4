import { describe, expect, it } from 'vitest';
import { startSandbox } from '../src/index.ts';
import { get } from './support.ts';

describe('the rate limit', () => {
  it('is off unless asked for', async () => {
    await using sandbox = await startSandbox();
    for (let request = 0; request < 120; request++) {
      expect((await get(sandbox, '/data/chat/room/room_film26_0007?limit=1')).status).toBe(200);
    }
  });

  it('has a window per minute and endpoint, with the clock that it is given', async () => {
    let now = Date.parse('2026-07-01T00:00:00Z');
    await using sandbox = await startSandbox({ rateLimit: { perMinute: 3 }, clock: { now: () => now } });
    const ask = (type = 'events') => get(sandbox, `/data/${type}/room/room_film26_0007?limit=1`);
    for (let request = 0; request < 3; request++) {
      expect((await ask()).status).toBe(200);
      now += 10_000;
    }
    const refused = await ask();
    expect(refused.status).toBe(429);
    expect(refused.body.error?.code).toBe('RATE_LIMIT_EXCEEDED');
    expect(refused.headers.get('retry-after')).toBe('30');
    expect((await ask('chat')).status).toBe(200);
    now += 29_999;
    expect((await ask()).status).toBe(429);
    now += 1;
    expect((await ask()).status).toBe(200);
    expect(sandbox.stats.rateLimited).toBe(2);
  });

  it('has a window per hour and key', async () => {
    let now = Date.parse('2026-07-01T00:00:00Z');
    await using sandbox = await startSandbox({ rateLimit: { perHour: 5 }, clock: { now: () => now } });
    for (const type of ['events', 'chat', 'sync', 'recordings', 'components']) {
      expect((await get(sandbox, `/data/${type}/room/room_film26_0007`)).status).toBe(200);
    }
    const refused = await get(sandbox, '/experiments');
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '3600']);
    const other = { 'X-API-Key': sandbox.keys.restricted };
    expect((await get(sandbox, '/experiments', other)).status).toBe(200);
    now += 3_600_000;
    expect((await get(sandbox, '/experiments')).status).toBe(200);
  });

  it('is the documented one by default: 100 per minute and endpoint', async () => {
    await using sandbox = await startSandbox({ rateLimit: true });
    const statuses: number[] = [];
    for (let request = 0; request < 101; request++) {
      statuses.push((await get(sandbox, '/data/recordings/room/room_film26_0007?limit=1')).status);
    }
    expect(statuses.indexOf(429)).toBe(100);
    // Minting is an endpoint of its own; health costs nothing.
    expect((await get(sandbox, '/data/recordings/download/room_film26_0007/none')).status).toBe(404);
  });
});
