import { describe, expect, it } from 'vitest';
import { type SandboxOptions, startSandbox } from '../src/index.ts';
import { all, get } from './support.ts';

const path = '/data/events/experiment/exp_film26';

const ids = (rows: readonly Record<string, unknown>[]): string[] => rows.map(({ id }) => String(id));

/** Ids that each of the first requests sees, and the ids of an unchanging list. */
async function seen(options: SandboxOptions, requests = 6): Promise<{ plain: string[]; lists: string[][] }> {
  await using still = await startSandbox();
  await using sandbox = await startSandbox(options);
  const lists: string[][] = [];
  for (let request = 0; request < requests; request++) {
    lists.push(ids((await get(sandbox, `${path}?limit=1000`)).rows));
  }
  return { plain: ids(await all(still, path)), lists };
}

describe('lists that change while they are read', () => {
  it('get rows inserted anywhere, until all are there', async () => {
    const { plain, lists } = await seen({ changes: 'inserted=6,by=5' });
    const lengths = lists.map((list) => list.length);
    expect(lengths[0]).toBe(plain.length - 6);
    expect(lengths).toEqual([...lengths].sort((a, b) => a - b));
    expect(lists[5]).toEqual(plain);
    for (const list of lists) expect(list).toEqual(plain.filter((id) => list.includes(id)));
  });

  it('get late rows near their end', async () => {
    const { plain, lists } = await seen({ changes: { late: 4 } });
    const missing = plain.filter((id) => lists[0]?.includes(id) === false);
    expect(missing).toHaveLength(4);
    for (const id of missing)
      expect(plain.indexOf(id)).toBeGreaterThanOrEqual(Math.floor(plain.length * 0.8));
  });

  it('get rows twice', async () => {
    const { plain, lists } = await seen({ changes: 'duplicated=3' });
    expect(lists[0]).toEqual(plain);
    expect(lists[5]).toHaveLength(plain.length + 3);
    expect([...new Set(lists[5])]).toEqual(plain);
  });

  it('agree in total and pages', async () => {
    await using sandbox = await startSandbox({ changes: 'inserted=3,late=3,duplicated=4,by=2' });
    await get(sandbox, path);
    const whole = ids((await get(sandbox, path)).rows);
    const paged = ids(await all(sandbox, path, 13));
    expect(paged).toEqual(whole);
    expect((await get(sandbox, `${path}?limit=1`)).pagination.total).toBe(whole.length);
    const down = ids(await all(sandbox, `${path}?order=desc`, 7));
    expect(down).toEqual([...whole].reverse());
  });

  it('change the same way for a seed', async () => {
    const changes = 'inserted=3,late=2,duplicated=2,seed=9';
    expect(await seen({ changes })).toEqual(await seen({ changes }));
  });

  it('hide a row from narrower queries too', async () => {
    const { plain, lists } = await seen({ changes: 'inserted=5' }, 1);
    await using sandbox = await startSandbox({ changes: 'inserted=5' });
    const window = 'startTime=2026-03-11T15:00:00Z&endTime=2026-03-12T15:00:00Z&limit=1000';
    const found = ids((await get(sandbox, `${path}?${window}`)).rows);
    const hidden = plain.filter((id) => lists[0]?.includes(id) === false);
    for (const id of hidden) expect(found).not.toContain(id);
  });
});
