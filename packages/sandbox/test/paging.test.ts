import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { all, get, type Json, useSandbox } from './support.ts';

const sandbox = useSandbox({ events: 2_345, ratings: 1_501, pageLimit: 500 });

const ids = (rows: readonly Json[]): unknown[] =>
  rows.map((row) => row.id ?? row.ratingId ?? row.recordingId);

const lists = [
  '/data/events/experiment/exp_film26',
  '/data/events/experiment/exp_film26?order=desc',
  '/data/events/experiment/exp_film26?sort=onset',
  '/data/events/room/room_film26_0007',
  '/data/events/participant/u_ada91?roomId=room_film26_0007',
  '/data/ratings/continuous/experiment/exp_film26',
  '/data/recordings/experiment/exp_film26',
  '/data/participants/experiment/exp_film26?sort=email',
];

describe('paging', () => {
  it.each(lists)('%s: pages of any size give the same rows in the same order', async (path) => {
    const whole = ids(await all(sandbox.current, path, 500));
    expect(new Set(whole).size).toBe(path.includes('participants') ? 11 : whole.length);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 700 }), { minLength: 1, maxLength: 40 }),
        async (sizes) => {
          const joint = path.includes('?') ? '&' : '?';
          let offset = 0;
          for (const limit of sizes) {
            const { rows, body } = await get(
              sandbox.current,
              `${path}${joint}limit=${limit}&offset=${offset}`,
            );
            expect(ids(rows)).toEqual(whole.slice(offset, offset + Math.min(limit, 500)));
            expect(body.metadata?.pagination).toMatchObject({
              total: whole.length,
              returned: rows.length,
            });
            offset += rows.length;
            if (rows.length === 0) break;
          }
        },
      ),
      { numRuns: 5 },
    );
  });

  it('cuts a limit to the most the server gives', async () => {
    const { rows, body } = await get(sandbox.current, '/data/events/experiment/exp_film26?limit=100000');
    expect(rows).toHaveLength(500);
    expect(body.metadata?.pagination).toEqual({
      total: 2_345,
      returned: 500,
      hasMore: true,
      limit: 500,
      offset: 0,
      nextOffset: 500,
    });
  });

  it('ends without nextOffset', async () => {
    const { body } = await get(sandbox.current, '/data/events/experiment/exp_film26?offset=2000&limit=500');
    expect(body.metadata?.pagination).toEqual({
      total: 2_345,
      returned: 345,
      hasMore: false,
      limit: 500,
      offset: 2_000,
    });
    const beyond = await get(sandbox.current, '/data/events/experiment/exp_film26?offset=99999');
    expect(beyond.rows).toEqual([]);
  });

  it('gives the totals that were asked for', async () => {
    const rated = await get(sandbox.current, '/data/ratings/continuous/experiment/exp_film26?limit=1');
    expect(rated.body.metadata?.pagination).toMatchObject({ total: 1_501 });
  });
});
