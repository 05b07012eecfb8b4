import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { useFolders } from './support/folder.ts';
import { connectionTo } from './support/hyperstudy.ts';
import { useSandbox } from './support/sandbox.ts';

const sandbox = useSandbox({ rooms: 3 });
const folder = useFolders();
const script = (name: string) => fileURLToPath(new URL(`../examples/scripts/${name}.ts`, import.meta.url));
const room = 'room_film26_0007';
const participant = 'u_ada91';
const experiment = 'exp_film26';

/** How many records the server has, asked for without the client. */
async function totalAt(path: string): Promise<number> {
  const url = `${sandbox.current.url}${path}${path.includes('?') ? '&' : '?'}limit=1`;
  const answer = await fetch(url, { headers: { 'X-API-Key': sandbox.current.apiKey } });
  return JSON.parse(await answer.text()).metadata.pagination.total;
}

/** So many more requests have reached the server. */
async function asked(more: number): Promise<void> {
  const since = sandbox.current.stats.requests;
  await expect.poll(() => sandbox.current.stats.requests - since, { timeout: 20_000 }).toBeGreaterThan(more);
}

const start = (name: string, args: readonly string[]) =>
  spawn(process.execPath, [script(name), ...args], {
    env: { PATH: process.env.PATH, ...connectionTo(sandbox.current) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });

/** A script as a user runs it. */
async function run(name: string, ...args: string[]) {
  const child = start(name, args);
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  return { stdout, stderr, code };
}

describe('examples/scripts', () => {
  it("participant-events: one participant's events with a summary", async () => {
    const { stdout, code, stderr } = await run('participant-events', participant, room);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const total = await totalAt(`/data/events/participant/${participant}?roomId=${room}`);
    expect(stdout).toContain(`${participant} in ${room}: ${total} events`);
    const counts = [...stdout.matchAll(/^ {2}\w+: (\d+)$/gm)].map(([, count]) => Number(count));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(total);
  });

  it('participant-everything: all data types of a participant', async () => {
    const { stdout, code } = await run('participant-everything', participant, room);
    expect(code).toBe(0);
    const total = await totalAt(`/data/chat/participant/${participant}?roomId=${room}`);
    expect(stdout).toContain(`chat: ${total}\n`);
    expect(stdout.trim().split('\n').length).toBeGreaterThan(9);
  });

  it('events-to-csv: seconds and responses', async () => {
    const { stdout, code } = await run('events-to-csv', room);
    expect(code).toBe(0);
    const rows: Record<string, string>[] = parse(stdout, { columns: true });
    expect(rows).toHaveLength(await totalAt(`/data/events/room/${room}`));
    expect(rows.find(({ response }) => response === 'looking forward to it')).toMatchObject({
      onset_s: '97.16',
      response_time_s: '31.2',
    });
  });

  it('experiment-with-progress: a whole experiment page by page', async () => {
    const file = join(await folder(), 'events.ndjson');
    const { stderr, code } = await run('experiment-with-progress', experiment, file);
    expect(code).toBe(0);
    const total = await totalAt(`/data/events/experiment/${experiment}`);
    expect((await readFile(file, 'utf8')).trim().split('\n')).toHaveLength(total);
    expect(stderr).toContain(`${total} of ${total}`);
  });

  it('many-rooms: a table of all rooms', async () => {
    const { stdout, code } = await run('many-rooms', experiment);
    expect(code).toBe(0);
    expect(stdout.match(/room_film26_\d{4}/g)).toHaveLength(3);
  });

  it('live-monitor: goes on after a restart', async () => {
    const state = join(await folder(), 'monitor.json');
    const first = start('live-monitor', [room, state, '0.2']);
    const [line] = await once(createInterface({ input: first.stdout }), 'line');
    expect(line).toBe(`round 1: ${await totalAt(`/data/events/room/${room}`)} new`);
    await asked(3);
    first.kill('SIGINT');
    expect(await once(first, 'close')).toEqual([0, null]);

    const again = start('live-monitor', [room, state, '0.2']);
    const output = text(again.stdout);
    await asked(3);
    again.kill('SIGTERM');
    expect(await output).toBe('');
  });

  it('robust-request: an answer, or an error that says what to do', async () => {
    const good = await run('robust-request', `/data/rooms/experiment/${experiment}`);
    expect(JSON.parse(good.stdout)).toMatchObject({ status: 'success' });
    const bad = await run('robust-request', '/data/rooms/experiment/none');
    expect(bad.code).toBe(1);
    expect(bad.stderr).toMatch(/status 404, code \w+, request req_\d+: fix-call/);
  });

  it('nightly-archive: the second night asks for what is new', async () => {
    const out = join(await folder(), 'archive');
    const first = await run('nightly-archive', experiment, out);
    expect(first).toMatchObject({ code: 0, stderr: '' });
    const second = await run('nightly-archive', experiment, out);
    const requests = ({ stdout }: { stdout: string }) => Number(/with (\d+) requests/.exec(stdout)?.[1]);
    expect(second.stdout).toContain(' 0 new recordings');
    expect(requests(second)).toBeLessThan(requests(first));
  });

  it('pair-ratings: a curve for each member of the pair', async () => {
    const { stdout, code } = await run('pair-ratings', room);
    expect(code).toBe(0);
    const lines = [...stdout.matchAll(/points="([^"]*)"/g)].map(([, points = '']) => points.split(' '));
    expect(lines).toHaveLength(2);
    for (const points of lines) {
      expect(points.length).toBeGreaterThan(100);
      for (const point of points) expect(point).toMatch(/^\d+(\.\d)?,\d+(\.\d)?$/);
    }
  });
});
