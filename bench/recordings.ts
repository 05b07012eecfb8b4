// Downloads of recordings against curl, with the same parallelism, from the same server, in turns. Memory of 8 x
// 256 MiB. Writes bench/results/recordings.json. Run: node bench/recordings.ts [rounds]
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm, statfs, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const rounds = Number(process.argv[2] ?? 3);
const files = 8;
const parallel = 4;

interface Setting {
  readonly name: string;
  readonly mebibytes: number;
  /** MB/s that the server sends in all; 0: as fast as it goes. */
  readonly speed: number;
  /** Where files go: memory shows the program, the disk shows what one gets. */
  readonly folder: string;
}

const memory = '/dev/shm';
const settings: Setting[] = [
  { name: '1 Gbit/s, disk', mebibytes: 64, speed: 125, folder: tmpdir() },
  { name: '5 Gbit/s, memory', mebibytes: 256, speed: 625, folder: memory },
  { name: 'no limit, memory', mebibytes: 256, speed: 0, folder: memory },
  { name: 'no limit, disk', mebibytes: 256, speed: 0, folder: tmpdir() },
];

interface Run {
  readonly seconds: number;
  readonly peakRss?: number;
  readonly cpuSeconds?: number;
}

const script = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

async function startServer({ mebibytes, speed }: Setting) {
  const args = [script('recordings-server.ts'), files, mebibytes, speed].map(String);
  const server = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await once(server.stdout, 'data');
  const { url }: { url: string } = JSON.parse(String(line));
  return { url, stop: () => server.kill() };
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

async function ours(url: string, folder: string): Promise<Run> {
  return JSON.parse(await output(process.execPath, [script('recordings-client.mjs'), url, folder]));
}

async function curl(url: string, folder: string): Promise<Run> {
  const targets = Array.from({ length: files }, (_, i) => [
    `${url}/bucket/EG_${i}`,
    '-o',
    join(folder, `${i}.mp4`),
  ]);
  const started = performance.now();
  await output('curl', [
    '-sS',
    '--no-progress-meter',
    '--parallel',
    '--parallel-max',
    String(parallel),
    ...targets.flat(),
  ]);
  return { seconds: (performance.now() - started) / 1000 };
}

/** As durable as ours: with fsync of each file. */
async function curlAndSync(url: string, folder: string): Promise<Run> {
  const started = performance.now();
  await curl(url, folder);
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
  const { url, stop } = await startServer(setting);
  const runs: Record<'ours' | 'curl' | 'curlAndSync', Run[]> = { ours: [], curl: [], curlAndSync: [] };
  for (let i = 0; i < rounds; i += 1) {
    runs.curl.push(await inFolder(setting.folder, (folder) => curl(url, folder)));
    runs.ours.push(await inFolder(setting.folder, (folder) => ours(url, folder)));
    runs.curlAndSync.push(await inFolder(setting.folder, (folder) => curlAndSync(url, folder)));
  }
  stop();
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
for (const setting of settings) {
  const { bavail, bsize } = await statfs(setting.folder);
  if (bavail * bsize < files * setting.mebibytes * 1.5 * 1024 * 1024) continue;
  const result = await measure(setting);
  results.push(result);
  process.stdout.write(`${JSON.stringify(result)}\n`);
}
const report = {
  what: 'hs.recordings.download with sha256, crc32c and fsync, against curl --parallel',
  node: process.version,
  machine: `${cpus().length} x ${cpus()[0]?.model ?? ''}`,
  rounds,
  parallel,
  results,
};
const folder = script('results');
await mkdir(folder, { recursive: true });
await writeFile(join(folder, 'recordings.json'), `${JSON.stringify(report, undefined, 2)}\n`);
