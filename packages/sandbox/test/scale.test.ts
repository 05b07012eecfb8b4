import { describe, expect, it } from 'vitest';
import { startSandbox } from '../src/index.ts';
import { get } from './support.ts';

const path = '/data/events/experiment/exp_film26';

describe.each([6, 1])('a million events in %i rooms', (rooms) => {
  it('cost no memory, and any page comes at once', async () => {
    await using sandbox = await startSandbox({ events: 1_000_000, rooms });
    const before = process.memoryUsage().heapUsed;
    const started = performance.now();
    for (const offset of [0, 999_000, 500_000, 123_456, 770_000]) {
      const { body, rows } = await get(sandbox, `${path}?limit=1000&offset=${offset}`);
      expect(rows).toHaveLength(1000);
      expect(body.metadata?.pagination).toMatchObject({ total: 1_000_000 });
    }
    const component = await get(sandbox, `${path}?category=component&limit=1`);
    expect(component.pagination.total).toBeGreaterThan(999_000);
    expect(performance.now() - started).toBeLessThan(3_000);
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(100e6);
  });
});

describe('many rooms', () => {
  it('are listed up to 5,000', async () => {
    await using sandbox = await startSandbox({ rooms: 5_003 });
    const { body, rows } = await get(sandbox, '/data/rooms/experiment/exp_film26?offset=4990');
    expect(body.metadata?.pagination).toMatchObject({ total: 5_000, returned: 10, hasMore: false });
    expect(new Set(rows.map(({ id }) => id)).size).toBe(10);
  });
});

describe('totals', () => {
  it('can be smaller than the story', async () => {
    await using sandbox = await startSandbox({ events: 100, ratings: 0, recordings: 3, gaze: 10_001 });
    const total = async (type: string): Promise<unknown> =>
      (await get(sandbox, `/data/${type}/experiment/exp_film26?limit=1`)).body.metadata?.pagination;
    expect(await total('events')).toMatchObject({ total: 100 });
    expect(await total('ratings/continuous')).toMatchObject({ total: 0 });
    expect(await total('recordings')).toMatchObject({ total: 3 });
    expect(await total('eyetracking')).toMatchObject({ total: 10_001 });
  });

  it('of recordings can be greater, each with its own bytes', async () => {
    await using sandbox = await startSandbox({ recordings: 120, rooms: 2 });
    const { rows } = await get(sandbox, '/data/recordings/experiment/exp_film26');
    expect(new Set(rows.map((row) => row.recordingId)).size).toBe(120);
  });
});

describe('options', () => {
  it.each([
    [{ rooms: 0 }, 'rooms'],
    [{ events: -1 }, 'events'],
    [{ seed: 1.5 }, 'seed'],
    [{ pageLimit: 0 }, 'pageLimit'],
    [{ port: 70_000 }, 'port'],
    [{ rateLimit: { perMinute: 0 } }, 'perMinute'],
    [{ live: { every: 0 } }, 'every'],
  ])('%j is refused by name', async (options, name) => {
    await expect(startSandbox(options)).rejects.toThrow(
      expect.objectContaining({ name: 'UsageError', message: expect.stringContaining(name) }),
    );
  });

  it('a port that is taken is named', async () => {
    await using sandbox = await startSandbox();
    const port = Number(new URL(sandbox.url).port);
    await expect(startSandbox({ port })).rejects.toThrow(`127.0.0.1:${port}`);
  });
});
