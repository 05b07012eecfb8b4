import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { all, get, type Json, useSandbox } from './support.ts';

const sandbox = useSandbox({ events: 3_000 });
const experiment = '/data/events/experiment/exp_film26';

const time = (row: Json): number => Date.parse(String(row.timestamp));
const total = async (path: string): Promise<unknown> => (await get(sandbox.current, path)).pagination.total;

describe('time filters', () => {
  it('include their start and exclude their end', async () => {
    const rows = await all(sandbox.current, experiment);
    const first = time(rows[0] ?? {});
    const span = time(rows.at(-1) ?? {}) - first;
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: -1_000, max: span }),
        fc.integer({ min: 0, max: span }),
        async (from, length) => {
          const [start, end] = [first + from, first + from + length];
          const query = `startTime=${new Date(start).toISOString()}&endTime=${new Date(end).toISOString()}`;
          const found = await all(sandbox.current, `${experiment}?${query}`);
          expect(found).toEqual(rows.filter((row) => time(row) >= start && time(row) < end));
        },
      ),
      { numRuns: 15 },
    );
  });

  it('hold at the very ms of a row', async () => {
    const [row] = (await get(sandbox.current, `${experiment}?offset=700&limit=1`)).rows;
    const at = String(row?.timestamp);
    const from = await all(sandbox.current, `${experiment}?startTime=${at}`);
    const until = await all(sandbox.current, `${experiment}?endTime=${at}`);
    expect(from.map(({ id }) => id)).toContain(row?.id);
    expect(until.map(({ id }) => id)).not.toContain(row?.id);
    expect(from.length + until.length).toBe(3_000);
  });
});

describe('other filters give what a client would have kept', () => {
  const cases: readonly [string, string, (row: Json) => boolean][] = [
    [experiment, 'category=component', (row) => row.category === 'component'],
    [experiment, 'category=pre_experiment', (row) => row.category === 'pre_experiment'],
    [experiment, 'category=none', () => false],
    [experiment, 'deploymentId=dep_pilot26', (row) => row.deploymentId === 'dep_pilot26'],
    [experiment, 'roomId=room_film26_0009', (row) => row.roomId === 'room_film26_0009'],
    [
      '/data/components/experiment/exp_film26',
      'componentType=show_video',
      (row) => row.componentType === 'ShowVideo',
    ],
    ['/data/components/experiment/exp_film26', 'completed=false', (row) => row.completed === false],
    ['/data/components/experiment/exp_film26', 'stateId=st_warmup', (row) => row.stateId === 'st_warmup'],
    [
      '/data/participants/experiment/exp_film26',
      'completionCode=TIMEOUT',
      (row) => row.completionCode === 'TIMEOUT',
    ],
    [
      '/data/recordings/experiment/exp_film26',
      'deploymentId=dep_spring26',
      (row) => row.deploymentId !== undefined,
    ],
  ];

  it.each(cases)('%s?%s', async (path, filter, keep) => {
    const expected = (await all(sandbox.current, path)).filter(keep);
    expect(await all(sandbox.current, `${path}?${filter}`)).toEqual(expected);
    expect(await total(`${path}?${filter}&limit=1`)).toBe(expected.length);
  });

  it('participants see their own rows', async () => {
    for (const type of ['events', 'ratings/continuous', 'sync', 'eyetracking', 'recordings', 'components']) {
      const rows = await all(sandbox.current, `/data/${type}/room/room_film26_0007`);
      for (const id of sandbox.current.participantIds) {
        const own = await all(sandbox.current, `/data/${type}/participant/${id}?roomId=room_film26_0007`);
        expect(own).toEqual(rows.filter((row) => row.participantId === id));
      }
    }
  });
});

describe('order', () => {
  it('is by time, and desc is its mirror', async () => {
    const rows = await all(sandbox.current, experiment);
    expect(rows.map(time)).toEqual(rows.map(time).sort((a, b) => a - b));
    expect(await all(sandbox.current, `${experiment}?order=desc`)).toEqual([...rows].reverse());
  });

  it('by onset mixes the rooms', async () => {
    const rows = await all(sandbox.current, `${experiment}?sort=onset`);
    const onsets = rows.map((row) => Number(row.onset));
    expect(onsets).toEqual([...onsets].sort((a, b) => a - b));
    expect(new Set(rows.slice(0, 5).map((row) => row.roomId)).size).toBeGreaterThan(2);
  });

  it.each(['completedAt', 'id', 'email', 'role', 'status', 'completionCode'])(
    'of participants by %s',
    async (field) => {
      const rows = await all(sandbox.current, `/data/participants/experiment/exp_film26?sort=${field}`);
      const values = rows
        .map((row) => row[field])
        .filter((value) => value !== null)
        .map(String);
      expect(values).toEqual([...values].sort());
      expect(rows).toHaveLength(12);
    },
  );
});

describe('aggregationWindow', () => {
  it('gives means per participant', async () => {
    const path = '/data/sync/room/room_film26_0007';
    const rows = await all(sandbox.current, path);
    const means = await all(sandbox.current, `${path}?aggregationWindow=10000`);
    expect(means.length).toBeLessThan(rows.length / 5);
    const window = rows.filter((row) => Math.floor(Number(row.onset) / 10_000) === 12);
    const drift = window.reduce((sum, row) => sum + Number(row.timeDrift), 0) / window.length;
    expect(means.find((row) => row.onset === 120_000)?.timeDrift).toBeCloseTo(drift, 2);
  });
});
