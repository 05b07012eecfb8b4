import { describe, expect, it } from 'vitest';
import { apiFaults, parseFaults, type SandboxOptions, startSandbox } from '../src/index.ts';

const path = '/data/events/experiment/exp_film26?limit=50';
const now = Date.parse('2026-07-01T00:00:00.400Z');

/** One request to a sandbox that always fails, and how it ended. */
async function failing(faults: string, options: SandboxOptions = {}) {
  await using sandbox = await startSandbox({
    faults: `rate=1,${faults}`,
    clock: { now: () => now },
    ...options,
  });
  const response = await fetch(sandbox.url + path, { headers: { 'X-API-Key': sandbox.apiKey } });
  const text = await response.text().catch((error: Error) => error);
  return { status: response.status, headers: response.headers, text, stats: sandbox.stats };
}

const codeOf = (text: unknown): unknown => JSON.parse(String(text)).error.code;

describe('faults of the API', () => {
  it('500, 503 and 504 have an envelope', async () => {
    for (const [kind, code] of [
      ['500', 'INTERNAL_SERVER_ERROR'],
      ['503', 'SERVICE_UNAVAILABLE'],
      ['504', 'GATEWAY_TIMEOUT'],
    ]) {
      const { status, text, stats } = await failing(`kinds=${kind}`);
      expect([status, codeOf(text)]).toEqual([Number(kind), code]);
      expect(stats.faults).toEqual({ [String(kind)]: 1 });
    }
  });

  it('502 is a page', async () => {
    const { status, text, headers } = await failing('kinds=502html');
    expect(status).toBe(502);
    expect(headers.get('content-type')).toContain('text/html');
    expect(text).toContain('Bad Gateway');
  });

  it('reset breaks the connection in the body', async () => {
    const { status, text } = await failing('kinds=reset');
    expect(status).toBe(200);
    expect(text).toBeInstanceOf(Error);
  });

  it('truncated ends the body properly, but early, with or without a length', async () => {
    const lengths = new Set<boolean>();
    for (let seed = 1; seed <= 6; seed++) {
      const { status, text, headers } = await failing(`kinds=truncated,seed=${seed}`);
      expect(status).toBe(200);
      expect(() => JSON.parse(String(text))).toThrow(SyntaxError);
      lengths.add(headers.has('content-length'));
    }
    expect(lengths.size).toBe(2);
  });

  it('slow takes its time', async () => {
    const started = performance.now();
    const { text } = await failing('kinds=slow,delay=200');
    expect(JSON.parse(String(text)).data).toHaveLength(50);
    expect(performance.now() - started).toBeGreaterThan(190);
  });

  it('429 says when to come back in seconds, as a date, or not at all', async () => {
    const said = async (kind: string) => {
      const { status, headers, text } = await failing(`kinds=${kind},retryAfter=7`);
      expect([status, codeOf(text)]).toEqual([429, 'RATE_LIMIT_EXCEEDED']);
      return headers.get('retry-after');
    };
    expect(await said('429s')).toBe('7');
    expect(await said('429date')).toBe('Wed, 01 Jul 2026 00:00:08 GMT');
    expect(await said('429none')).toBeNull();
  });

  it('leave refusals alone', async () => {
    await using sandbox = await startSandbox({ faults: 'rate=1,kinds=500' });
    expect((await fetch(sandbox.url + path)).status).toBe(401);
  });
});

describe('a fault plan', () => {
  const statuses = async (faults: string, urls: readonly string[]): Promise<number[]> => {
    await using sandbox = await startSandbox({ faults });
    const all: number[] = [];
    for (const url of urls) {
      const response = await fetch(sandbox.url + url, { headers: { 'X-API-Key': sandbox.apiKey } });
      await response.text();
      all.push(response.status);
    }
    return all;
  };
  const offsets = Array.from({ length: 12 }, (_, index) => `${path}&offset=${index * 5}`);

  it('never fails a URL more often in a row than it may', async () => {
    expect(await statuses('rate=1,kinds=500', Array(7).fill(path))).toEqual([
      500, 500, 200, 500, 500, 200, 500,
    ]);
    expect(await statuses('rate=1,kinds=500,maxConsecutive=1', Array(4).fill(path))).toEqual([
      500, 200, 500, 200,
    ]);
  });

  it('is the same for a seed, in whatever order URLs are asked for', async () => {
    const spec = 'seed=7,rate=0.5,kinds=500+503+504';
    const first = await statuses(spec, offsets);
    expect(await statuses(spec, offsets)).toEqual(first);
    expect((await statuses(spec, [...offsets].reverse())).reverse()).toEqual(first);
    expect(await statuses('seed=8,rate=0.5,kinds=500+503+504', offsets)).not.toEqual(first);
    expect(new Set(first).size).toBeGreaterThan(2);
  });

  it('touches only what matches', async () => {
    const spec = 'rate=1,kinds=500,match=offset=5';
    expect(await statuses(spec, offsets.slice(0, 2))).toEqual([200, 500]);
  });
});

describe('a fault spec', () => {
  it('is read', () => {
    expect(
      parseFaults('seed=7,rate=0.1,kinds=500+502html+file-cut,maxConsecutive=3,delay=5,match=x'),
    ).toEqual({
      seed: 7,
      rate: 0.1,
      kinds: ['500', '502html', 'file-cut'],
      maxConsecutive: 3,
      delay: 5,
      match: 'x',
    });
    expect(parseFaults('kinds=api').kinds).toEqual(apiFaults);
  });

  it.each([
    ['speed=7', 'speed=7'],
    ['rate=lots', 'rate'],
    ['kinds=500+fire', 'fire'],
    ['rate=2', 'rate'],
    ['rate', 'rate'],
  ])('%s is refused', async (faults, named) => {
    await expect(startSandbox({ faults })).rejects.toThrow(
      expect.objectContaining({ name: 'UsageError', message: expect.stringContaining(named) }),
    );
  });
});
