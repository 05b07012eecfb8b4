// API and storage for bench/recordings.ts, in a process of their own so that their work isn't measured. Prints one
// JSON line when ready. Arguments: number of files, MiB per file, MB/s in all (0: as fast as it goes).
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

const [files = 8, mebibytes = 256, speed = 0] = process.argv.slice(2).map(Number);
const size = mebibytes * 1024 * 1024;

/** What every file is made of, again and again: made once, so that sending costs no more than sending. */
const page = Buffer.from(
  Uint32Array.from({ length: 256 * 1024 }, (_, i) => Math.imul(i, 2_654_435_761)).buffer,
);

/** CRC-32C, apart from the one that is measured. */
function crc32c(bytes: Buffer, before: number): number {
  let crc = ~before;
  for (let i = 0; i < bytes.length; i += 1) crc = (crc >>> 8) ^ (table[(crc ^ (bytes[i] ?? 0)) & 255] ?? 0);
  return ~crc >>> 0;
}

const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0x82f63b78 : value >>> 1;
  return value;
});

let sum = 0;
for (let i = 0; i < mebibytes; i += 1) sum = crc32c(page, sum);
const checksum = Buffer.alloc(4);
checksum.writeUInt32BE(sum);
const hash = `crc32c=${checksum.toString('base64')}`;

const server = createServer((request, response) => {
  const url = new URL(request.url ?? '', 'http://here');
  const id = url.pathname.split('/').at(-1) ?? '';
  if (url.pathname.startsWith('/bucket/')) void send(response);
  else if (url.pathname.includes('/download/'))
    answer(response, { url: `${origin()}/bucket/${id}?X-Goog-Signature=x` });
  else answer(response, recordings());
});

function answer(response: ServerResponse, data: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ status: 'success', data }));
}

function recordings(): unknown[] {
  return Array.from({ length: files }, (_, i) => ({
    recordingId: `EG_${i}`,
    participantName: `Viewer ${i}`,
    downloadPath: `/data/recordings/download/room/EG_${i}`,
    fileSize: size,
    format: 'mp4',
    status: 'complete',
    metadata: { type: 'video' },
  }));
}

const started = performance.now();

async function send(response: ServerResponse): Promise<void> {
  response.writeHead(200, {
    'content-length': size,
    'content-type': 'video/mp4',
    etag: '"bench"',
    'x-goog-hash': hash,
  });
  for (let sent = 0; sent < size && !response.destroyed; sent += page.length) {
    if (!response.write(page)) await new Promise((resolve) => response.once('drain', resolve));
    await pace();
  }
  response.end();
}

let freeAt = started;

async function pace(): Promise<void> {
  if (speed === 0) return;
  freeAt = Math.max(freeAt, performance.now()) + page.length / 1000 / speed;
  const wait = freeAt - performance.now();
  if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
}

const origin = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
server.listen(0, '127.0.0.1', () =>
  process.stdout.write(
    `${JSON.stringify({ url: `${origin()}/api/v3`, apiKey: 'hst_test_bench', experimentId: 'exp' })}\n`,
  ),
);
