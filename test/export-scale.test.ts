import { join } from 'node:path';
import { dataTypeNames } from '@hyperstudy-workflows/core';
import type { Manifest } from '@hyperstudy-workflows/export';
import { type Sandbox, type SandboxOptions, startSandbox } from '@hyperstudy-workflows/sandbox';
import { beforeAll, expect, it } from 'vitest';
import { exportStudyOf, factsOf } from './support/export.ts';
import { filesIn, useFolders } from './support/folder.ts';
import { serverTotal } from './support/server-total.ts';

/** Sizes of the study; what isn't named is as its story has it. */
const small: SandboxOptions = { rooms: 6, events: 5_000, ratings: 10_000, gaze: 4_000 };
const large: SandboxOptions = { rooms: 6, events: 150_000, ratings: 250_000, gaze: 99_000 };

const newFolder = useFolders();

let measured: { small: Measured; large: Measured };

interface Measured {
  readonly rows: number;
  readonly peakMegabytes: number;
  readonly seconds: number;
}

beforeAll(async () => {
  measured = { small: await exportAndCheck(small), large: await exportAndCheck(large) };
  for (const { rows, peakMegabytes, seconds } of Object.values(measured)) {
    process.stdout.write(
      `${rows} rows: peak memory ${peakMegabytes.toFixed(1)} MB, ${seconds.toFixed(1)} s\n`,
    );
  }
}, 400_000);

it('peak memory at 500,000 rows is within 1.3 times that at 20,000', () => {
  expect(measured.small.rows).toBeGreaterThanOrEqual(20_000);
  expect(measured.large.rows).toBeGreaterThanOrEqual(500_000);
  expect(measured.large.peakMegabytes).toBeLessThanOrEqual(1.3 * measured.small.peakMegabytes);
});

async function exportAndCheck(options: SandboxOptions): Promise<Measured> {
  await using sandbox = await startSandbox(options);
  const out = join(await newFolder(), 'study');
  const run = await exportStudyOf(sandbox, out, ['--recordings', 'download']);
  await expectCompleteAndTrue(sandbox, run.manifest, out);
  const rows = run.manifest.files.reduce((sum, file) => sum + file.rows, 0);
  return { rows, peakMegabytes: run.peakMegabytes, seconds: run.seconds };
}

/** Every table has the server's rows, every file is as the manifest says, and there are no others. */
async function expectCompleteAndTrue(sandbox: Sandbox, manifest: Manifest, out: string): Promise<void> {
  expect(manifest.files.map(({ type }) => type)).toEqual(dataTypeNames);
  for (const { path, type, rows, bytes, sha256 } of manifest.files) {
    expect({ type, ...(await factsOf(join(out, path))) }).toEqual({ type, rows, bytes, sha256 });
    expect({ type, rows }).toEqual({ type, rows: await serverTotal(sandbox, type) });
  }
  for (const { path, bytes, sha256, status } of manifest.recordings.files) {
    expect(status).toBe('downloaded');
    expect(await factsOf(join(out, path))).toMatchObject({ bytes, sha256 });
  }
  // Those of the room that is still active are pending.
  const { downloaded, pending, failed, skipped } = manifest.recordings;
  expect({ failed, skipped, all: downloaded + pending }).toEqual({
    failed: 0,
    skipped: 0,
    all: await serverTotal(sandbox, 'recordings'),
  });
  const listed = [...manifest.files, ...manifest.recordings.files, ...manifest.documents].map(
    ({ path }) => path,
  );
  expect(await filesIn(out)).toEqual([...listed, 'manifest.json'].sort());
}
