import { readdir } from 'node:fs/promises';
import { createServer, type OutgoingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { connect, makeFolder, startServer } from './setup.ts';

/** Downloads a recording from a storage that always answers like this. */
async function downloadFrom(status: number, headers: OutgoingHttpHeaders) {
  const storage = createServer((_, response) => response.writeHead(status, headers).end('<p>Log in</p>'));
  await new Promise<void>((resolve) => storage.listen(0, '127.0.0.1', resolve));
  const { port } = storage.address() as AddressInfo;
  try {
    const server = await startServer();
    const address = `http://127.0.0.1:${port}/x?X-Goog-Signature=abc`;
    server.add('EG_0', Buffer.from('hello'), { downloadPath: address });
    const directory = await makeFolder();
    const [result] = await connect(server).recordings.download({ room: 'r' }, { directory });
    return { result, files: await readdir(directory) };
  } finally {
    storage.closeAllConnections();
    storage.close();
  }
}

test.each([
  ['text/html; charset=utf-8', 'a login page'],
  ['application/json', 'an error'],
  ['application/xml', 'an error of a bucket'],
])('%s, %s, is no recording: nothing is stored', async (type) => {
  const { result, files } = await downloadFrom(200, { 'content-type': type });
  expect(result?.status).toBe('failed');
  expect(result?.reason).toMatch(/web page came in place of the recording/);
  expect(files).toEqual([]);
});

test('what comes compressed is refused: its bytes are not those of the recording', async () => {
  const { result, files } = await downloadFrom(200, { 'content-encoding': 'gzip' });
  expect(result?.reason).toMatch(/sends it compressed \(gzip\)/);
  expect(files).toEqual([]);
});

test.each([
  ['without a place', {}],
  ['to what is no address', { location: 'https://' }],
])('a redirect %s is refused', async (_, headers) => {
  const { result, files } = await downloadFrom(302, headers);
  expect(result?.status).toBe('failed');
  expect(result?.reason).toMatch(/redirects to nowhere/);
  expect(files).toEqual([]);
});
