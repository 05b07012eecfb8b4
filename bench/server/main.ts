// API and storage, in a process of their own so that their work isn't measured, with pages that were serialised
// before. Prints one JSON line when ready. Argument: ServerSettings as JSON. /control/reset and /control/counts tell
// what was asked for.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { Events } from './events.ts';
import { Media } from './media.ts';
import type { Counts, ServerSettings } from './settings.ts';

const settings: ServerSettings = JSON.parse(process.argv[2] ?? '{}');
const { rows = 0, latency = 0, files = 0, fileBytes = 0, fileSpeed = 0, pageLimit = 1000 } = settings;
const events = new Events(rows);
const media = new Media(fileBytes, fileSpeed);
let counts: Counts = { requests: 0, rows: 0, bytes: 0, firstAt: 0 };

const server = createServer((request, response) => {
  const url = new URL(request.url ?? '', 'http://here');
  if (url.pathname.startsWith('/control/')) control(url, response);
  else void answer(url, request, response);
});
server.keepAliveTimeout = 60_000;

function control(url: URL, response: ServerResponse): void {
  if (url.pathname.endsWith('reset')) counts = { requests: 0, rows: 0, bytes: 0, firstAt: 0 };
  response.end(JSON.stringify(counts));
}

async function answer(url: URL, _request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (counts.requests === 0) counts.firstAt = Number(process.hrtime.bigint()) / 1e6;
  counts.requests += 1;
  if (latency > 0) await pause(latency);
  const { pathname } = url;
  const id = pathname.split('/').at(-1) ?? '';
  if (pathname.startsWith('/bucket/')) await media.send(response);
  else if (pathname.includes('/download/'))
    json(response, { url: `${origin()}/bucket/${id}?X-Goog-Signature=x` });
  else if (pathname.includes('/check-access/')) json(response, { canExport: true });
  else if (pathname.includes('/data/recordings/')) json(response, recordings());
  else if (pathname.includes('/data/events/')) page(url, response);
  else json(response, []);
}

function page({ searchParams }: URL, response: ServerResponse): void {
  const offset = Number(searchParams.get('offset') ?? 0);
  const limit = Math.min(Number(searchParams.get('limit') ?? 1000), pageLimit);
  const returned = Math.max(0, Math.min(limit, events.total - offset));
  const hasMore = offset + returned < events.total;
  const pagination = {
    total: events.total,
    returned,
    hasMore,
    limit,
    offset,
    nextOffset: hasMore ? offset + returned : undefined,
  };
  const parts = [
    Buffer.from(
      `{"status":"success","metadata":${JSON.stringify({ dataType: 'events', pagination, _warnings: [] })},"data":[`,
    ),
    ...events.slice(offset, limit),
    Buffer.from(']}'),
  ];
  const length = parts.reduce((sum, { length: bytes }) => sum + bytes, 0);
  counts.rows += returned;
  counts.bytes += length;
  response.writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'content-length': length });
  response.cork();
  for (const part of parts) response.write(part);
  response.uncork();
  response.end();
}

function json(response: ServerResponse, data: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify({ status: 'success', data }));
}

function recordings(): unknown[] {
  return Array.from({ length: files }, (_, i) => ({
    recordingId: `EG_${i}`,
    participantName: `Viewer ${i}`,
    downloadPath: `/data/recordings/download/room/EG_${i}`,
    fileSize: media.size,
    format: 'mp4',
    status: 'complete',
    startTime: new Date(Date.UTC(2026, 2, 11) + i).toISOString(),
    metadata: { type: 'video' },
  }));
}

const origin = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
server.listen(0, '127.0.0.1', () => process.stdout.write(`${JSON.stringify({ origin: origin() })}\n`));
