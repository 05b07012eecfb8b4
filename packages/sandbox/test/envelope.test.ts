import { describe, expect, it } from 'vitest';
import { type EnvelopeKind, envelopeKinds, startSandbox } from '../src/index.ts';
import { type Got, get, type Json } from './support.ts';

const path = '/data/events/experiment/exp_film26';

async function varied(envelope: string, url = `${path}?limit=10`): Promise<Got> {
  await using sandbox = await startSandbox({ envelope });
  return await get(sandbox, url);
}

const total = 352;

describe('envelope variants', () => {
  const checks: Readonly<Record<EnvelopeKind, (got: Got) => void>> = {
    'no-processing': ({ body }) => expect(body.metadata).not.toHaveProperty('processing'),
    'no-limit-offset': ({ pagination }) =>
      expect(Object.keys(pagination)).toEqual(['total', 'returned', 'hasMore', 'nextOffset']),
    'no-next-offset': ({ pagination }) => expect(pagination).not.toHaveProperty('nextOffset'),
    'no-metadata': ({ body }) => expect(body).not.toHaveProperty('metadata'),
    'null-metadata': ({ body }) => expect(body.metadata).toBeNull(),
    flat: ({ body }) => {
      expect(body).toMatchObject({ total: expect.any(Number), limit: 10, offset: 0 });
      expect(body.metadata).not.toHaveProperty('pagination');
    },
    swapped: ({ pagination }) => expect(pagination.returned).toBe(10),
    'wrong-total': ({ pagination }) => {
      expect(pagination.total).not.toBe(total);
      expect(Math.abs(Number(pagination.total) - total)).toBeLessThan(total / 5);
    },
    'no-total': ({ pagination }) => expect(pagination).not.toHaveProperty('total'),
    endless: ({ pagination }) => expect(pagination.hasMore).toBe(true),
    'empty-page': ({ pagination }) => expect(pagination.returned).toBe(10),
    warnings: ({ body }) =>
      expect(body.metadata?._warnings).toEqual([expect.stringMatching(/^MISSING_INDEX: /)]),
    truncated: ({ body }) => expect(body.metadata?.truncated).toBe(true),
  };

  it.each(envelopeKinds)('%s', async (kind) => {
    const got = await varied(kind);
    expect(got.rows).toHaveLength(10);
    checks[kind](got);
  });

  it('swapped makes lists of objects and objects of lists of one', async () => {
    const deployment = await varied('swapped', '/deployments/dep_spring26');
    const experiment = await varied('swapped', '/experiments/exp_film26');
    expect(Array.isArray(deployment.body.data)).toBe(true);
    expect((experiment.body.data as Json).id).toBe('exp_film26');
  });

  it('empty-page is empty on the second page, and promises more', async () => {
    const { rows, pagination } = await varied('empty-page', `${path}?limit=10&offset=10`);
    expect(rows).toEqual([]);
    expect(pagination).toMatchObject({ hasMore: true, nextOffset: 10 });
  });

  it('endless promises more after the end', async () => {
    const { rows, pagination } = await varied('endless', `${path}?limit=10&offset=5000`);
    expect([rows, pagination.hasMore]).toEqual([[], true]);
  });

  it('seeded ones differ from list to list, and stay from page to page', async () => {
    await using sandbox = await startSandbox({ envelope: 'seed=3,kinds=no-processing+flat+no-metadata' });
    const shape = async (url: string): Promise<string> => {
      const { body } = await get(sandbox, url);
      return [...Object.keys(body), ...Object.keys(body.metadata ?? {})].join();
    };
    const rooms = await Promise.all(sandbox.roomIds.map((id) => shape(`/data/events/room/${id}`)));
    expect(new Set(rooms).size).toBeGreaterThan(1);
    for (const id of sandbox.roomIds) {
      const url = `/data/events/room/${id}`;
      expect(await shape(`${url}?offset=5`)).toBe(await shape(url));
    }
  });

  it('of unknown name are refused', async () => {
    await expect(startSandbox({ envelope: 'round' })).rejects.toThrow('"round" is no kind of envelope');
  });
});
