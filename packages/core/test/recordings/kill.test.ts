import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { connect, makeFolder, someBytes, startServer } from './setup.ts';
import { apiKey } from './storage-server.ts';

const files = 8;
const size = 64 * 1024 * 1024;
const child = fileURLToPath(new URL('kill-child.ts', import.meta.url));

test('killed in the middle of 8 x 64 MiB, a later run fetches only the missing bytes', {
  timeout: 120_000,
}, async () => {
  const server = await startServer();
  const directory = await makeFolder();
  // One buffer seen through windows that are shifted: different files without memory for all of them.
  const source = someBytes(size + files * 4096);
  const bytesOf = (i: number) => source.subarray(i * 4096, i * 4096 + size);
  for (let i = 0; i < files; i += 1) server.add(`EG_${i}`, bytesOf(i));
  const sent = () => [...server.seen.sent.values()].reduce((sum, count) => sum + count, 0);
  const total = files * size;

  const { promise: exited, process: running } = start(server.url, directory);
  while (sent() < total * 0.6 && running.exitCode === null)
    await new Promise((resolve) => setTimeout(resolve, 2));
  running.kill('SIGKILL');
  expect(await exited).toEqual([null, 'SIGKILL']);

  const there = await sizes(directory);
  const kept = there.reduce((sum, [, length]) => sum + length, 0);
  const whole = there.filter(([name]) => name.endsWith('.mp4')).length;
  const results = await connect(server).recordings.download({ room: 'room_1' }, { directory });
  const transferred = results.reduce((sum, result) => sum + result.transferred, 0);
  process.stdout.write(
    `\nkilled with ${mib(kept)} of ${mib(total)} on the disk (${whole} files whole); ` +
      `then ${mib(transferred)} transferred for ${mib(total - kept)} missing: ratio ${(transferred / (total - kept)).toFixed(4)}; ` +
      `both runs ${(sent() / total).toFixed(3)} x the size\n`,
  );
  expect(kept).toBeGreaterThan(total * 0.3);
  expect(kept).toBeLessThan(total);
  expect(transferred).toBe(total - kept);
  expect(await readdir(directory)).toHaveLength(files);
  for (const [i, { fileName, sha256 }] of results.entries()) {
    const hash = createHash('sha256').update(bytesOf(i)).digest('hex');
    const bytes = await readFile(join(directory, fileName ?? ''));
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(hash);
    if (sha256 !== undefined) expect(sha256).toBe(hash);
  }
});

function start(url: string, directory: string) {
  const process_ = spawn(process.execPath, ['--no-warnings', child, url, apiKey, directory], {
    stdio: 'inherit',
  });
  return { process: process_, promise: once(process_, 'exit') };
}

async function sizes(directory: string): Promise<(readonly [string, number])[]> {
  const names = (await readdir(directory)).filter((name) => !name.endsWith('.json'));
  return Promise.all(names.map(async (name) => [name, (await stat(join(directory, name))).size] as const));
}

const mib = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(1)} MiB`;

test('two programs that download into the same folder spoil nothing', { timeout: 60_000 }, async () => {
  const server = await startServer();
  const directory = await makeFolder();
  const bytes = someBytes(24 * 1024 * 1024);
  const bytesOf = (i: number) => bytes.subarray(i * 4096, i * 4096 + 20 * 1024 * 1024);
  for (let i = 0; i < 6; i += 1) server.add(`EG_${i}`, bytesOf(i));
  const children = [start(server.url, directory), start(server.url, directory)];
  for (const { promise } of children) expect(await promise).toEqual([0, null]);
  // What one of them left to the other may be missing: then it comes now.
  const results = await connect(server).recordings.download({ room: 'room_1' }, { directory });
  for (const [i, { fileName }] of results.entries()) {
    expect((await readFile(join(directory, fileName ?? ''))).equals(bytesOf(i))).toBe(true);
  }
  expect(await readdir(directory)).toHaveLength(6);
});
