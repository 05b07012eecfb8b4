import { describe, expect, it } from 'vitest';
import { startSandbox } from '../src/index.ts';
import { all, get, type Json } from './support.ts';

const start = Date.parse('2026-07-01T12:00:00.000Z');
const minute = 60_000;

async function liveSandbox(every = 5 * minute) {
  const clock = { time: start, now: () => clock.time };
  const sandbox = await startSandbox({ live: { every }, clock });
  return { sandbox, clock, room: String(sandbox.liveRoomId), [Symbol.asyncDispose]: () => sandbox.close() };
}

const timeOf = (row: Json): number => Date.parse(String(row.timestamp));

describe('live mode', () => {
  it('starts a room with the sandbox and grows it with the clock', async () => {
    await using live = await liveSandbox();
    const { sandbox, clock, room } = live;
    const path = `/data/ratings/continuous/room/${room}`;
    expect(await all(sandbox, path)).toEqual([]);
    let before = 0;
    for (const minutes of [2, 3, 4, 6, 8]) {
      clock.time = start + minutes * minute;
      const rows = await all(sandbox, path);
      expect(rows.length).toBeGreaterThanOrEqual(before);
      for (const row of rows) expect(timeOf(row)).toBeLessThanOrEqual(clock.time);
      before = rows.length;
    }
    clock.time = start + 60 * minute;
    expect((await all(sandbox, path)).length).toBeGreaterThan(2_000);
  });

  it('brings rows in batches, some late and with older timestamps', async () => {
    await using live = await liveSandbox();
    const { sandbox, clock, room } = live;
    const path = `/data/ratings/continuous/room/${room}`;
    clock.time = start + 3 * minute;
    const earlier = new Set((await all(sandbox, path)).map(({ ratingId }) => ratingId));
    const seenUntil = clock.time;
    clock.time += 500;
    expect((await all(sandbox, path)).length - earlier.size).toBeLessThanOrEqual(8);
    clock.time += minute;
    const later = await all(sandbox, path);
    const surprises = later.filter((row) => !earlier.has(row.ratingId) && timeOf(row) < seenUntil - 2_000);
    expect(surprises.length).toBeGreaterThan(0);
    for (const row of surprises) expect(timeOf(row)).toBeGreaterThan(seenUntil - 62_000);
    expect([...earlier].every((id) => later.some((row) => row.ratingId === id))).toBe(true);
  });

  it('opens further rooms, and keeps the experiment in time order', async () => {
    await using live = await liveSandbox(2 * minute);
    const { sandbox, clock } = live;
    const rooms = async (): Promise<number> =>
      (await all(sandbox, '/data/rooms/experiment/exp_film26')).length;
    const first = await rooms();
    clock.time = start + 10 * minute;
    expect(await rooms()).toBe(first + 5);
    const events = await all(sandbox, '/data/events/experiment/exp_film26', 100);
    const times = events.map(timeOf);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
    expect(new Set(events.slice(-200).map(({ roomId }) => roomId)).size).toBeGreaterThan(2);
    const listed = await all(sandbox, '/data/rooms/experiment/exp_film26');
    expect(listed.filter(({ status }) => status === 'active')).toHaveLength(6);
  });

  it('ends recordings, participants and rooms', async () => {
    await using live = await liveSandbox(1_000 * minute);
    const { sandbox, clock, room } = live;
    const state = async () => {
      const recordings = await all(sandbox, `/data/recordings/room/${room}`);
      const participants = await all(sandbox, `/data/participants/room/${room}`);
      const rooms = await all(sandbox, '/data/rooms/experiment/exp_film26');
      return [
        recordings.map(({ status, endTime }) => `${status} ${endTime === undefined}`),
        participants.map(({ completionCode }) => completionCode),
        rooms.find(({ id }) => id === room)?.status,
      ];
    };
    expect(await state()).toEqual([[], ['IN_PROGRESS', 'IN_PROGRESS'], 'active']);
    clock.time = start + minute;
    const running = (await all(sandbox, `/data/recordings/room/${room}`))[0] ?? {};
    expect(running).toMatchObject({ status: 'active' });
    expect((await get(sandbox, `/data/recordings/download/${room}/${running.recordingId}`)).status).toBe(404);
    clock.time = start + 15 * minute;
    expect(await state()).toEqual([Array(4).fill('complete false'), ['SUCCESS', 'SUCCESS'], 'completed']);
    const ended = (await all(sandbox, `/data/recordings/room/${room}`))[0] ?? {};
    expect((await get(sandbox, String(ended.downloadPath))).status).toBe(200);
  });

  it('tells the same for a seed and a clock', async () => {
    await using one = await liveSandbox();
    await using other = await liveSandbox();
    one.clock.time = other.clock.time = start + 7 * minute;
    const path = '/data/events/experiment/exp_film26';
    expect(await all(one.sandbox, path)).toEqual(await all(other.sandbox, path, 33));
  });

  it('needs a clock after its history', async () => {
    await expect(startSandbox({ live: true, clock: { now: () => 0 } })).rejects.toThrow(
      'needs a clock after',
    );
  });

  it('runs by the real clock', async () => {
    await using sandbox = await startSandbox({ live: true });
    const { rows } = await get(sandbox, `/data/events/room/${sandbox.liveRoomId}`);
    expect(rows.length).toBeGreaterThan(5);
  });
});
