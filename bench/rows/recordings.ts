import { existsSync } from 'node:fs';
import { readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BenchServer, startServer } from '../server/start.ts';
import { type Bench, check } from '../support/bench.ts';
import { inTurns, median, round, type Sample } from '../support/measure.ts';
import { inFolder, program, type Run, runAny, runNode } from '../support/programs.ts';

const files = 8;
const parallel = 4;

/** MB/s per connection of the second part: a good line to a storage. */
const line = 100;

/** Files go to memory: the disk is not what is measured. */
const memory = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

async function empty(folder: string): Promise<void> {
  for (const name of await readdir(folder)) await rm(join(folder, name), { recursive: true });
}

async function checkFiles(folder: string, bytes: number): Promise<void> {
  const sizes = await Promise.all(
    (await readdir(folder)).map(async (name) => (await stat(join(folder, name))).size),
  );
  check('files', sizes.length, files);
  for (const size of sizes) check('bytes of a file', size, bytes);
}

/** Time from the first request to the last byte on disk; the program's start is told apart. */
async function download({ url }: BenchServer, folder: string, bytes: number): Promise<Run> {
  const run = await runNode(program('download'), [url, folder]);
  const { seconds }: { seconds: number } = JSON.parse(run.stdout);
  await checkFiles(folder, bytes);
  await empty(folder);
  return { ...run, seconds };
}

async function curl({ origin }: BenchServer, folder: string, bytes: number): Promise<Run> {
  const targets = Array.from({ length: files }, (_, i) => [
    `${origin}/bucket/EG_${i}`,
    '-o',
    join(folder, `${i}.mp4`),
  ]);
  const options = ['-sS', '--fail', '--no-progress-meter', '--parallel', '--parallel-max', parallel];
  const run = await runAny('curl', [...options, ...targets.flat()]);
  await checkFiles(folder, bytes);
  await empty(folder);
  return run;
}

async function measure(bytes: number, fileSpeed: number, runs: number) {
  const server = await startServer({ files, fileBytes: bytes, fileSpeed });
  try {
    return await inFolder(memory, (folder) =>
      inTurns(runs, {
        download: () => download(server, folder, bytes),
        curl: () => curl(server, folder, bytes),
      }),
    );
  } finally {
    await server.stop();
  }
}

export const recordings: Bench = {
  name: 'recordings',
  async run({ smoke, runs }) {
    const bytes = (smoke ? 1 : 64) * 1024 * 1024;
    const free = await measure(bytes, 0, runs);
    const limited = await measure(bytes, line, runs);
    const speed = ({ seconds }: Sample) => round((files * bytes) / 1e6 / median(seconds), 0);
    const against = (a: Sample, b: Sample) => round(median(b.seconds) / median(a.seconds), 2);
    return {
      name: 'recordings',
      work: `recordings ${files} × ${bytes / 1024 / 1024} MiB, ${parallel} at once, hashed (sha256 and crc32c) and synced`,
      figures: [
        {
          what: 'throughput to curl, no limit',
          value: against(free.download, free.curl),
          unit: '×',
          least: 0.85,
        },
        {
          what: `throughput to curl, ${line} MB/s per connection`,
          value: against(limited.download, limited.curl),
          unit: '×',
          least: 0.97,
        },
        { what: 'throughput, no limit', value: speed(free.download), unit: 'MB/s' },
        { what: 'throughput of curl, no limit', value: speed(free.curl), unit: 'MB/s' },
        { what: `throughput, ${line} MB/s per connection`, value: speed(limited.download), unit: 'MB/s' },
        { what: 'peak memory', value: round(median(free.download.peakMegabytes), 0), unit: 'MB' },
      ],
      samples: {
        download: free.download,
        curl: free.curl,
        'download, limited': limited.download,
        'curl, limited': limited.curl,
      },
      counted: { files, bytes: files * bytes },
    };
  },
};
