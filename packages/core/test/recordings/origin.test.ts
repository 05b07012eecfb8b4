import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { addressesOf, checkStorageUrl } from '../../src/recordings/address.ts';
import { connect, makeFolder, someBytes, startServer } from './setup.ts';
import { apiKey } from './storage-server.ts';

const base = new URL('https://api.example.org/api/v3');
const mint = (path: string) => ({ kind: 'mint', path });
const url = (text: string) => ({ kind: 'url', url: new URL(text) });

test.each([
  ['/data/recordings/download/r/1', mint('/data/recordings/download/r/1')],
  ['data/recordings/download/r/1', mint('data/recordings/download/r/1')],
  ['/api/v3/data/recordings/download/r/1', mint('/data/recordings/download/r/1')],
  ['https://api.example.org/api/v3/data/x?y=1', mint('/data/x?y=1')],
  ['https://api.example.org/elsewhere', url('https://api.example.org/elsewhere')],
  ['https://evil.example/api/v3/data/x', url('https://evil.example/api/v3/data/x')],
  ['https://api.example.org:444/api/v3/data/x', url('https://api.example.org:444/api/v3/data/x')],
  ['http://api.example.org/api/v3/data/x', url('http://api.example.org/api/v3/data/x')],
  ['//evil.example/api/v3/data/x', url('https://evil.example/api/v3/data/x')],
  ['\\\\evil.example\\x', url('https://evil.example/x')],
])('downloadPath %s', (downloadPath, address) => {
  expect(addressesOf({ recordingId: '1', downloadPath }, base)).toEqual([address]);
});

test('downloadPath goes first, then downloadUrl, then url', () => {
  const recording = {
    recordingId: '1',
    downloadPath: '/p',
    downloadUrl: 'https://a.example/1',
    url: 'https://b.example/1',
  };
  const addresses = [mint('/p'), url('https://a.example/1'), url('https://b.example/1')];
  expect(addressesOf(recording, base)).toEqual(addresses);
  expect(addressesOf({ ...recording, downloadPath: null }, base)).toEqual(addresses.slice(1));
  expect(addressesOf({ recordingId: '1', url: 'not a url' }, base)).toEqual([]);
});

test.each([
  ['https://storage.example/x', true],
  ['http://storage.example/x', false],
  ['http://127.0.0.1:9/x', true],
  ['http://localhost:9/x', true],
  ['http://localhost.evil.example/x', false],
  ['http://127.0.0.1.evil.example/x', false],
  ['http://api.example.org/x', false],
  ['ftp://storage.example/x', false],
  ['file:///etc/passwd', false],
  ['data:text/plain,x', false],
  ['https://user:pass@storage.example/x', false],
])('%s may be asked: %s', (text, allowed) => {
  const check = () => checkStorageUrl(new URL(text), base, false);
  if (allowed) expect(check).not.toThrow();
  else expect(check).toThrow();
});

test('http to other hosts only when allowed, or when the API itself is there', () => {
  const there = new URL('http://lab.example/x');
  expect(() => checkStorageUrl(there, base, true)).not.toThrow();
  expect(() => checkStorageUrl(there, new URL('http://lab.example:8080/api/v3'), false)).not.toThrow();
});

test('an older URL that has expired is minted anew, by the path that newer releases list', async () => {
  const server = await startServer();
  server.add('EG_0', someBytes(1000));
  const client = connect(server);
  const [recording] = await client.recordings({ room: 'r' });
  if (recording === undefined) throw new Error('no recording');
  const downloadUrl = `${(await client.recordings.mint(recording)).href.split('?')[0]}?X-Goog-Signature=`;
  const old = { ...recording, downloadPath: null, downloadUrl };
  const result = await client.recordings.downloadOne(old, { directory: await makeFolder() });
  expect(result.status).toBe('downloaded');
  // Where there is no such path, what the storage said is the reason.
  server.mintFault = () => 404;
  const second = await client.recordings.downloadOne(old, { directory: await makeFolder() });
  expect(second.reason).toBe('The storage answered 403 (ExpiredToken).');
});

test('an older URL is used when minting fails', async () => {
  const server = await startServer();
  server.add('EG_0', someBytes(1000));
  const client = connect(server);
  const [recording] = await client.recordings({ room: 'r' });
  if (recording === undefined) throw new Error('no recording');
  const downloadUrl = (await client.recordings.mint(recording)).href;
  server.mintFault = () => 404;
  const directory = await makeFolder();
  const result = await client.recordings.downloadOne({ ...recording, downloadUrl }, { directory });
  expect(result.status).toBe('downloaded');
});

/** A host that answers everything in the same way and remembers what it heard. */
async function startHost(location?: string) {
  const heard: string[] = [];
  const server = createServer((request, response) => {
    heard.push(JSON.stringify([request.url, request.headers]));
    if (location === undefined) response.end('hello');
    else response.writeHead(302, { location }).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { heard, port, close: () => server.close() };
}

test('another host is asked without the key, whatever field names it', async () => {
  const server = await startServer();
  const host = await startHost();
  const address = `http://127.0.0.1:${host.port}/x?X-Goog-Signature=abc`;
  for (const [i, field] of ['downloadPath', 'downloadUrl', 'url'].entries()) {
    server.add(`EG_${i}`, Buffer.from('hello'), { downloadPath: null, [field]: address });
  }
  const results = await connect(server).recordings.download({ room: 'r' }, { directory: await makeFolder() });
  host.close();
  expect(results.map(({ status }) => status)).toEqual(['downloaded', 'downloaded', 'downloaded']);
  expect(host.heard).toHaveLength(3);
  expect(host.heard.join()).not.toContain(apiKey);
});

test.each([
  ['http://storage.example/x?X-Goog-Signature=abc', /^Storage\.example would send the recording unencrypted/],
  ['file:///etc/passwd', /no web address/],
])('a redirect to %s is refused', async (location, reason) => {
  const server = await startServer();
  const host = await startHost(location);
  server.add('EG_0', Buffer.from('hello'), { downloadPath: `http://127.0.0.1:${host.port}/x` });
  const [result] = await connect(server).recordings.download(
    { room: 'r' },
    { directory: await makeFolder() },
  );
  host.close();
  expect(result?.status).toBe('failed');
  expect(result?.reason).toMatch(reason);
  expect(result?.reason).not.toContain('abc');
});

test('redirects in a circle end', async () => {
  const server = await startServer();
  const host = await startHost('/x');
  server.add('EG_0', Buffer.from('hello'), { downloadPath: `http://127.0.0.1:${host.port}/x` });
  const [result] = await connect(server).recordings.download(
    { room: 'r' },
    { directory: await makeFolder() },
  );
  host.close();
  expect(result?.reason).toMatch(/redirects more than 5 times/);
  expect(host.heard).toHaveLength(6);
});

test('a host that is down is not asked for every recording', async () => {
  const server = await startServer();
  const host = await startHost();
  host.close();
  for (let i = 0; i < 40; i += 1) {
    server.add(`EG_${i}`, Buffer.from('hello'), { downloadPath: `http://127.0.0.1:${host.port}/${i}` });
  }
  const client = connect(server, { retry: { pause: 1, attempts: 2 } });
  const results = await client.recordings.download({ room: 'r' }, { directory: await makeFolder() });
  expect(results.every(({ status }) => status === 'failed')).toBe(true);
  expect(
    results.filter(({ reason }) => /\d+ requests in a row failed/.test(reason ?? '')).length,
  ).toBeGreaterThan(20);
});
