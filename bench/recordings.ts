// Downloads of recordings against curl, with the same parallelism, from the same server, in turns. Memory of 8 x
// 256 MiB. Run: node bench/recordings.ts [rounds] [part of a setting's name]. Writes bench/results/recordings.json,
// unless only some settings were asked for.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm, statfs, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { HyperStudy } from '@hyperstudy-workflows/core';

const [, , times = '3', only = ''] = process.argv;
const rounds = Number(times);
const files = 8;
const parallel = 4;

interface Setting {
  readonly name: string;
  readonly mebibytes: number;
  /** MB/s that the server sends in all; 0: as fast as it goes; sandbox: the toolkit's own server. */
  readonly speed: number | 'sandbox';
  /** Where files go: memory shows the program, the disk shows what one gets. */
  readonly folder: string;
}

const memory = '/dev/shm';
const settings: Setting[] = [
  { name: '1 Gbit/s, disk', mebibytes: 64, speed: 125, folder: tmpdir() },
  { name: '5 Gbit/s, memory', mebibytes: 256, speed: 625, folder: memory },
  { name: 'sandbox, memory', mebibytes: 256, speed: 'sandbox', folder: memory },
  { name: 'no limit, memory', mebibytes: 256, speed: 0, folder: memory },
  { name: 'no limit, disk', mebibytes: 256, speed: 0, folder: tmpdir() },
];

interface Run {
  readonly seconds: number;
  readonly peakRss?: number;
  readonly cpuSeconds?: number;
}

const script = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

interface Server {
  /** Ends in /api/v3. */
  readonly url: string;
  readonly apiKey: string;
  readonly experimentId: string;
  stop(): void;
}

async function startServer({ mebibytes, speed }: Setting): Promise<Server> {
  const args =
    speed === 'sandbox'
      ? [
          script('../packages/cli/bin/hyperstudy.js'),
          'sandbox',
          '--recordings',
          files,
          '--recording-bytes',
          mebibytes * 1024 * 1024,
        ]
      : [script('recordings-server.ts'), files, mebibytes, speed];
  const server = spawn(process.execPath, args.map(String), { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await once(server.stdout, 'data');
  const ready: Omit<Server, 'stop'> = JSON.parse(String(line));
  return { ...ready, stop: () => server.kill() };
}

/** Signed URLs of all files, for curl; asked for once, so that the server knows their checksums. */
async function mintAll({ url, apiKey, experimentId }: Server): Promise<string[]> {
  const client = new HyperStudy({ baseUrl: url, apiKey, budget: 'off' });
  const recordings = await client.recordings({ experiment: experimentId });
  const urls = [];
  for (const recording of recordings) {
    const minted = await client.recordings.mint(recording);
    const answer = await fetch(minted);
    await answer.body?.cancel();
    urls.push(minted.href);
  }
  await client.close();
  return urls;
}

/** Output of a program that has to succeed. */
async function output(command: string, args: readonly string[]): Promise<string> {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  child.stdout.on('data', (data) => {
    text += data;
  });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`${command} ended with ${code}`);
  return text;
}

async function ours({ url, apiKey, experimentId }: Server, folder: string): Promise<Run> {
  const args = [script('recordings-client.mjs'), url, apiKey, experimentId, folder];
  return JSON.parse(await output(process.execPath, args));
}

async function curl(urls: readonly string[], folder: string): Promise<Run> {
  const targets = urls.flatMap((url, i) => [url, '-o', join(folder, `${i}.mp4`)]);
  const started = performance.now();
  const options = ['-sS', '--fail', '--no-progress-meter', '--parallel', '--parallel-max', String(parallel)];
  await output('curl', [...options, ...targets]);
  return { seconds: (performance.now() - started) / 1000 };
}

/** As durable as ours: with fsync of each file. */
async function curlAndSync(urls: readonly string[], folder: string): Promise<Run> {
  const started = performance.now();
  await curl(urls, folder);
  await output(
    'sync',
    (await readdir(folder)).map((name) => join(folder, name)),
  );
  return { seconds: (performance.now() - started) / 1000 };
}

async function inFolder(parent: string, run: (folder: string) => Promise<Run>): Promise<Run> {
  const folder = await mkdtemp(join(parent, 'bench-recordings-'));
  try {
    return await run(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
    // What the disk still has to write would slow down the next run.
    await output('sync', []);
  }
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
const round = (value: number, digits: number): number => Number(value.toFixed(digits));

async function measure(setting: Setting) {
  const server = await startServer(setting);
  const runs: Record<'ours' | 'curl' | 'curlAndSync', Run[]> = { ours: [], curl: [], curlAndSync: [] };
  for (let i = 0; i < rounds; i += 1) {
    // Minted anew: they don't live long.
    const urls = await mintAll(server);
    runs.curl.push(await inFolder(setting.folder, (folder) => curl(urls, folder)));
    runs.ours.push(await inFolder(setting.folder, (folder) => ours(server, folder)));
    runs.curlAndSync.push(await inFolder(setting.folder, (folder) => curlAndSync(urls, folder)));
  }
  server.stop();
  const speedOf = (which: Run[]) =>
    (files * setting.mebibytes * 1.048576) / median(which.map(({ seconds }) => seconds));
  const [mine, theirs, durable] = [speedOf(runs.ours), speedOf(runs.curl), speedOf(runs.curlAndSync)];
  return {
    setting: `${files} x ${setting.mebibytes} MiB, ${setting.name}`,
    megabytesPerSecond: { ours: round(mine, 0), curl: round(theirs, 0), curlAndSync: round(durable, 0) },
    ratioToCurl: round(mine / theirs, 2),
    ratioToCurlAndSync: round(mine / durable, 2),
    peakRssMegabytes: round(Math.max(...runs.ours.map(({ peakRss = 0 }) => peakRss)) / 1e6, 0),
    cpuSeconds: round(median(runs.ours.map(({ cpuSeconds = 0 }) => cpuSeconds)), 2),
    seconds: {
      ours: runs.ours.map(({ seconds }) => round(seconds, 2)),
      curl: runs.curl.map(({ seconds }) => round(seconds, 2)),
      curlAndSync: runs.curlAndSync.map(({ seconds }) => round(seconds, 2)),
    },
  };
}

const results = [];
for (const setting of settings.filter(({ name }) => name.includes(only))) {
  const { bavail, bsize } = await statfs(setting.folder);
  if (bavail * bsize < files * setting.mebibytes * 1.5 * 1024 * 1024) continue;
  const result = await measure(setting);
  results.push(result);
  process.stdout.write(`${JSON.stringify(result)}\n`);
}
const report = {
  what: 'hs.recordings.download with sha256, crc32c and fsync, against curl --parallel',
  limit:
    'The two hashes take a core of this machine to about 0.7 GB/s (5 Gbit/s); a faster server and a disk of memory show that, curl hashes nothing.',
  node: process.version,
  machine: `${cpus().length} x ${cpus()[0]?.model ?? ''}`,
  rounds,
  parallel,
  results,
};
const folder = script('results');
await mkdir(folder, { recursive: true });
if (only === '')
  await writeFile(join(folder, 'recordings.json'), `${JSON.stringify(report, undefined, 2)}\n`);
