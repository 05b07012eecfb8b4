// A study of a million records exported by the real command, from a sandbox on this machine: rows per second and peak
// memory for each format, and for csv and parquet in one run. Run: node bench/formats.ts [records]. Writes
// bench/results/formats.json, unless another number was asked for.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { oncePerType } from '@hyperstudy-workflows/export';
import { startSandbox } from '@hyperstudy-workflows/sandbox';
import { exportStudyOf } from '../test/support/export.ts';

const [, , wanted = '1000000'] = process.argv;
const records = Number(wanted);

const runs: readonly (readonly string[])[] = [
  ['--format', 'csv'],
  ['--format', 'csv', '--gzip'],
  ['--format', 'ndjson'],
  ['--format', 'parquet'],
  ['--format', 'csv,parquet'],
  ['--format', 'csv,parquet', '--partition', 'room'],
];

/** Half ratings, a third events, the rest gaze: what fills real studies. */
await using sandbox = await startSandbox({
  rooms: 6,
  events: Math.ceil(records * 0.3),
  ratings: Math.ceil(records * 0.5),
  gaze: Math.ceil(records * 0.2),
});
const folder = await mkdtemp(join(tmpdir(), 'hyperstudy-bench-'));
const results: unknown[] = [];

async function save(): Promise<void> {
  if (records !== 1_000_000) return;
  const report = {
    what: 'hyperstudy export of a study from a sandbox on the same machine, requests and the start of the program included',
    node: process.version,
    machine: `${cpus().length} x ${cpus()[0]?.model ?? ''}`,
    results,
  };
  const out = fileURLToPath(new URL('results', import.meta.url));
  await mkdir(out, { recursive: true });
  await writeFile(join(out, 'formats.json'), `${JSON.stringify(report, undefined, 2)}\n`);
}

try {
  for (const flags of runs) {
    const run = await exportStudyOf(sandbox, join(folder, 'study'), flags);
    const { seconds, cpuSeconds, peakMegabytes, manifest } = run;
    await rm(join(folder, 'study'), { recursive: true });
    const rows = oncePerType(manifest.files).reduce((sum, file) => sum + file.rows, 0);
    const megabytes = manifest.files.reduce((sum, { bytes }) => sum + bytes, 0) / 1e6;
    const result = {
      flags: flags.join(' '),
      rows,
      rowsPerSecond: Math.round(rows / seconds),
      rowsPerCpuSecond: Math.round(rows / cpuSeconds),
      seconds: Number(seconds.toFixed(1)),
      cpuSeconds: Number(cpuSeconds.toFixed(1)),
      peakRssMegabytes: Math.round(peakMegabytes * 1.048576),
      megabytes: Math.round(megabytes),
    };
    results.push(result);
    process.stdout.write(`${JSON.stringify(result)}\n`);
    await save();
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
