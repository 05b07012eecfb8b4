import { createHash } from 'node:crypto';
import { crc32c } from '@aws-crypto/crc32c';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { startSandbox } from '../src/index.ts';
import { makeObject, naturalSize } from '../src/storage/object.ts';
import { get, type Json, mint, useSandbox } from './support.ts';

let now = Date.parse('2026-07-01T00:00:00Z');
const sandbox = useSandbox({ recordingBytes: 200_000, clock: { now: () => now } });

async function recording(at = 0): Promise<Json> {
  const { rows } = await get(sandbox.current, '/data/recordings/room/room_film26_0007');
  return rows[at] ?? {};
}

const fetched = async (url: string, headers: Record<string, string> = {}) => {
  const response = await fetch(url, { headers });
  return { response, bytes: Buffer.from(await response.arrayBuffer()) };
};

describe('a minted URL', () => {
  it('gives the whole recording with its hashes', async () => {
    const row = await recording();
    const { response, bytes } = await fetched(await mint(sandbox.current, row));
    expect(response.status).toBe(200);
    expect(bytes.length).toBe(row.fileSize);
    const crc = Buffer.alloc(4);
    crc.writeUInt32BE(crc32c(bytes));
    const md5 = createHash('md5').update(bytes).digest();
    expect(response.headers.get('x-goog-hash')).toBe(
      `crc32c=${crc.toString('base64')}, md5=${md5.toString('base64')}`,
    );
    expect(response.headers.get('etag')).toBe(`"${md5.toString('hex')}"`);
    expect(response.headers.get('x-goog-generation')).toMatch(/^\d+$/);
    expect(response.headers.get('accept-ranges')).toBe('bytes');
    expect(response.headers.get('content-length')).toBe('200000');
    expect(response.headers.get('content-type')).toBe('video/mp4');
  });

  it('gives any range of it', async () => {
    const url = await mint(sandbox.current, await recording());
    const { bytes: whole } = await fetched(url);
    await fc.assert(
      fc.asyncProperty(fc.nat(199_999), fc.nat(199_999), async (a, b) => {
        const [start, end] = [Math.min(a, b), Math.max(a, b)];
        const { response, bytes } = await fetched(url, { range: `bytes=${start}-${end}` });
        expect(response.status).toBe(206);
        expect(response.headers.get('content-range')).toBe(`bytes ${start}-${end}/200000`);
        expect(bytes.equals(whole.subarray(start, end + 1))).toBe(true);
      }),
      { numRuns: 20 },
    );
    const rest = await fetched(url, { range: 'bytes=199990-' });
    expect(rest.bytes.equals(whole.subarray(199_990))).toBe(true);
    const tail = await fetched(url, { range: 'bytes=-5' });
    expect(tail.bytes.equals(whole.subarray(199_995))).toBe(true);
  });

  it('refuses a range outside', async () => {
    const { response } = await fetched(await mint(sandbox.current, await recording()), {
      range: 'bytes=200000-',
    });
    expect(response.status).toBe(416);
    expect(response.headers.get('content-range')).toBe('bytes */200000');
  });

  it('heeds If-Range', async () => {
    const url = await mint(sandbox.current, await recording());
    const etag = (await fetched(url)).response.headers.get('etag') ?? '';
    const range = 'bytes=5-9';
    expect((await fetched(url, { range, 'if-range': etag })).response.status).toBe(206);
    expect((await fetched(url, { range, 'if-range': '"other"' })).response.status).toBe(200);
  });

  it('answers HEAD without a body', async () => {
    const response = await fetch(await mint(sandbox.current, await recording()), { method: 'HEAD' });
    expect(response.headers.get('content-length')).toBe('200000');
    expect(await response.text()).toBe('');
  });

  it('expires', async () => {
    const url = await mint(sandbox.current, await recording());
    now += 899_999;
    expect((await fetched(url)).response.status).toBe(200);
    now += 1;
    expect((await fetched(url)).response.status).toBe(403);
  });

  it('is refused when it was changed', async () => {
    const url = await mint(sandbox.current, await recording());
    expect((await fetched(url.replace(/Signature=./, 'Signature=_'))).response.status).toBe(403);
    expect((await fetched(url.replace('Expires=900', 'Expires=9000'))).response.status).toBe(403);
    expect((await fetched(url.split('?')[0] ?? '')).response.status).toBe(403);
  });

  it('is refused when the API key comes along, and counted', async () => {
    const url = await mint(sandbox.current, await recording());
    expect((await fetched(url, { 'X-API-Key': sandbox.current.apiKey })).response.status).toBe(400);
    expect((await fetched(url, { Authorization: 'Bearer x' })).response.status).toBe(400);
    expect(sandbox.current.stats.keySentToStorage).toBe(2);
  });
});

describe('recordings of older releases', () => {
  it('come by signed or open URL', async () => {
    const { rows } = await get(sandbox.current, '/data/recordings/room/room_film26_0008');
    const urls = rows.flatMap((row) => [row.downloadUrl, row.url]).filter((url) => url !== undefined);
    expect(urls).toHaveLength(2);
    for (const url of urls) expect((await fetched(String(url))).bytes).toHaveLength(200_000);
  });
});

describe('objects', () => {
  it.each(['mp4', 'webm', 'audio.webm', 'wav'])('%s: bytes depend on nothing but their place', (media) => {
    const object = makeObject(1, 'a', media, 100_001);
    const whole = object.read(0, 100_001);
    fc.assert(
      fc.property(fc.nat(100_000), fc.nat(3_000), (start, length) => {
        const end = Math.min(start + length, 100_001);
        expect(object.read(start, end).equals(whole.subarray(start, end))).toBe(true);
      }),
    );
    expect(
      makeObject(1, 'b', media, 100_001).read(90_000, 90_100).equals(whole.subarray(90_000, 90_100)),
    ).toBe(false);
  });

  it('begin as their format does, at any size', () => {
    for (const size of [naturalSize('mp4'), naturalSize('mp4') + 16, 5_000_000_000]) {
      const object = makeObject(1, 'a', 'mp4', size);
      expect(object.read(4, 8).toString()).toBe('ftyp');
      expect(object.read(size - 4, size)).toHaveLength(4);
    }
    expect(makeObject(1, 'a', 'wav', 1_000).read(0, 4).toString()).toBe('RIFF');
    expect(makeObject(1, 'a', 'webm', 9_000).read(0, 4)).toEqual(Buffer.from([0x1a, 0x45, 0xdf, 0xa3]));
  });

  it('are small unless a size is asked for', async () => {
    await using small = await startSandbox();
    const { rows } = await get(small, '/data/recordings/room/room_film26_0007');
    for (const row of rows) {
      expect(Number(row.fileSize)).toBeLessThan(20_000);
      expect((await fetched(await mint(small, row))).bytes).toHaveLength(Number(row.fileSize));
    }
  });
});
