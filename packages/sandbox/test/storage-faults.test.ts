import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../src/index.ts';
import { get, mint } from './support.ts';

const size = 300_000;

async function withFile<T>(faults: string, use: (url: string, sandbox: Sandbox) => Promise<T>): Promise<T> {
  await using sandbox = await startSandbox({
    recordingBytes: size,
    faults: `rate=1,maxConsecutive=1,${faults}`,
  });
  const { rows } = await get(sandbox, '/data/recordings/room/room_film26_0007');
  return await use(await mint(sandbox, rows[0] ?? {}), sandbox);
}

async function download(
  url: string,
  headers: Record<string, string> = {},
  redirect: 'follow' | 'manual' = 'follow',
) {
  const response = await fetch(url, { headers, redirect });
  const chunks: Uint8Array[] = [];
  let broken = false;
  try {
    for await (const chunk of response.body ?? []) chunks.push(chunk);
  } catch {
    broken = true;
  }
  return { status: response.status, headers: response.headers, bytes: Buffer.concat(chunks), broken };
}

const matches = ({ headers, bytes }: { headers: Headers; bytes: Buffer }): boolean =>
  headers.get('x-goog-hash')?.includes(createHash('md5').update(bytes).digest('base64')) === true;

describe('faults of files', () => {
  it('cut breaks off; the rest can be had', () =>
    withFile('kinds=file-cut', async (url) => {
      const first = await download(url);
      expect(first.broken).toBe(true);
      expect(first.bytes.length).toBeLessThan(size);
      const rest = await download(url, { range: `bytes=${first.bytes.length}-` });
      expect(matches({ headers: rest.headers, bytes: Buffer.concat([first.bytes, rest.bytes]) })).toBe(true);
    }));

  it('stall waits in the middle', () =>
    withFile('kinds=file-stall,delay=150', async (url) => {
      const started = performance.now();
      const whole = await download(url);
      expect(performance.now() - started).toBeGreaterThan(140);
      expect(matches(whole)).toBe(true);
    }));

  it.each([
    ['file-503', 503],
    ['file-429', 429],
  ])('%s refuses once', (kind, status) =>
    withFile(`kinds=${kind}`, async (url) => {
      expect((await download(url)).status).toBe(status);
      expect(matches(await download(url))).toBe(true);
    }),
  );

  it('expired breaks off and refuses the URL from then on', () =>
    withFile('kinds=file-expired', async (url, sandbox) => {
      expect((await download(url)).broken).toBe(true);
      expect((await download(url)).status).toBe(403);
      expect((await download(url)).status).toBe(403);
      const { rows } = await get(sandbox, '/data/recordings/room/room_film26_0007');
      // Another ms, another signature.
      await new Promise((resolve) => setTimeout(resolve, 2));
      expect(matches(await download(await mint(sandbox, rows[0] ?? {})))).toBe(true);
    }));

  it('replaced puts another file in its place', () =>
    withFile('kinds=file-replaced', async (url) => {
      const first = await download(url);
      expect(first.broken).toBe(true);
      const second = await download(url, { range: 'bytes=10-', 'if-range': first.headers.get('etag') ?? '' });
      expect(second.status).toBe(200);
      expect(second.headers.get('etag')).not.toBe(first.headers.get('etag'));
      expect(second.headers.get('x-goog-generation')).not.toBe(first.headers.get('x-goog-generation'));
      expect(matches(second)).toBe(true);
      expect(second.bytes.subarray(0, first.bytes.length).equals(first.bytes)).toBe(false);
    }));

  it('length promises too much or too little', async () => {
    const ends = new Set<string>();
    for (let seed = 1; seed <= 6; seed++) {
      await withFile(`kinds=file-length,seed=${seed}`, async (url) => {
        const got = await download(url);
        expect(matches(got)).toBe(false || got.broken);
        ends.add(`${got.headers.get('content-length')} ${got.broken ? 'broken' : 'whole'}`);
        expect(matches(await download(url))).toBe(true);
      });
    }
    expect(ends).toEqual(new Set([`${size + 7} broken`, `${size - 7} whole`]));
  });

  it('flip turns one bit', () =>
    withFile('kinds=file-flip', async (url) => {
      const wrong = await download(url);
      const right = await download(url);
      expect(matches(wrong)).toBe(false);
      expect(matches(right)).toBe(true);
      const differing = right.bytes.filter((byte, index) => byte !== wrong.bytes[index]);
      expect(differing).toHaveLength(1);
    }));

  it('norange answers with everything', () =>
    withFile('kinds=file-norange', async (url) => {
      const whole = await download(url, { range: 'bytes=100-' });
      expect([whole.status, whole.bytes.length]).toEqual([200, size]);
      expect((await download(url, { range: 'bytes=100-' })).status).toBe(206);
    }));

  it('redirect leads to a third host', () =>
    withFile('kinds=file-redirect', async (url, sandbox) => {
      const { status, headers } = await download(url, {}, 'manual');
      expect(status).toBe(302);
      const target = new URL(headers.get('location') ?? '');
      expect([sandbox.storageUrl, new URL(sandbox.url).origin]).not.toContain(target.origin);
      expect(matches(await download(String(target)))).toBe(true);
    }));

  it('nolength says nothing about the length', () =>
    withFile('kinds=file-nolength', async (url) => {
      const whole = await download(url);
      expect(whole.headers.get('content-length')).toBeNull();
      expect(matches(whole)).toBe(true);
    }));

  it('404 stays', () =>
    withFile('kinds=file-404', async (url) => {
      for (let time = 0; time < 4; time++) expect((await download(url)).status).toBe(404);
    }));

  it('leave HEAD and the API alone', () =>
    withFile('kinds=files', async (url, sandbox) => {
      expect((await fetch(url, { method: 'HEAD' })).status).toBe(200);
      expect(Object.keys(sandbox.stats.faults)).toEqual([]);
    }));
});
