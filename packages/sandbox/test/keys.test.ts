import { describe, expect, it } from 'vitest';
import { get, useSandbox } from './support.ts';

const sandbox = useSandbox();
const events = '/data/events/experiment/exp_film26';

describe('API keys', () => {
  it('look like test keys and are the same for a seed', () => {
    for (const key of Object.values(sandbox.current.keys)) expect(key).toMatch(/^hst_test_[A-Za-z0-9]{64,}$/);
    expect(new Set(Object.values(sandbox.current.keys)).size).toBe(5);
  });

  it.each([
    ['none', undefined],
    ['unknown', 'hst_test_unknown'],
    ['masked', 'hst_test_san...******'],
    ['empty', ''],
  ])('%s is 401', async (_, key) => {
    const headers = key === undefined ? undefined : { 'X-API-Key': key };
    const response = await fetch(sandbox.current.url + events, { headers });
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ status: 'error', error: { code: 'AUTHENTICATION_ERROR' } });
  });

  it('expired is 401', async () => {
    const { status } = await get(sandbox.current, events, { 'X-API-Key': sandbox.current.keys.expired });
    expect(status).toBe(401);
  });

  it('without a scope is 403 and told which', async () => {
    const headers = { 'X-API-Key': sandbox.current.keys.noRatings };
    const { status, body } = await get(
      sandbox.current,
      '/data/ratings/sparse/experiment/exp_film26',
      headers,
    );
    expect(status).toBe(403);
    expect(body.error).toMatchObject({
      code: 'FORBIDDEN',
      details: { required: ['read:ratings'], provided: expect.arrayContaining(['read:events']) },
    });
    expect((await get(sandbox.current, events, headers)).status).toBe(200);
  });

  it('limited to an experiment sees no other', async () => {
    const headers = { 'X-API-Key': sandbox.current.keys.restricted };
    expect((await get(sandbox.current, events, headers)).status).toBe(200);
    expect((await get(sandbox.current, '/data/events/experiment/exp_music26', headers)).status).toBe(403);
    expect((await get(sandbox.current, '/data/events/room/room_music26_0001', headers)).status).toBe(403);
    expect((await get(sandbox.current, '/experiments', headers)).rows.map(({ id }) => id)).toEqual([
      'exp_film26',
    ]);
  });

  it('that only looks gets no data', async () => {
    const headers = { 'X-API-Key': sandbox.current.keys.viewOnly };
    const access = await get(sandbox.current, '/data/check-access/experiment/exp_film26', headers);
    expect(access.body.data).toEqual({ canView: true, canExport: false });
    expect((await get(sandbox.current, events, headers)).status).toBe(403);
  });
});

describe('experiments', () => {
  it('that may not be exported are 403', async () => {
    const access = await get(sandbox.current, '/data/check-access/experiment/exp_locked26');
    expect(access.body.data).toEqual({ canView: true, canExport: false });
    expect((await get(sandbox.current, '/data/events/experiment/exp_locked26')).status).toBe(403);
  });

  it('without rooms have lists without rows', async () => {
    const { status, rows, body } = await get(sandbox.current, '/data/events/experiment/exp_empty26');
    expect([status, rows]).toEqual([200, []]);
    expect(body.metadata?.pagination).toEqual({
      total: 0,
      returned: 0,
      hasMore: false,
      limit: 1000,
      offset: 0,
    });
  });
});

describe('X-Organization-Id', () => {
  it('may be left out or right, but not wrong', async () => {
    const right = { 'X-Organization-Id': sandbox.current.ready().organizationId };
    expect((await get(sandbox.current, events, right)).status).toBe(200);
    expect((await get(sandbox.current, events, { 'X-Organization-Id': 'org_other' })).status).toBe(403);
  });
});
