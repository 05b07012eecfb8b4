import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { BenchServer } from '../server/start.ts';
import { check } from './bench.ts';
import { command, program, type Run, runNode } from './programs.ts';

/** Where a client connects to. */
export const connectionTo = ({ url }: Pick<BenchServer, 'url'>): Record<string, string> => ({
  HYPERSTUDY_BASE_URL: url,
  HYPERSTUDY_API_KEY: 'hst_test_bench',
  HYPERSTUDY_BUDGET: 'off',
});

/** The real command, into a folder; checks how many rows the manifest tells. */
export async function exportEvents(
  server: Pick<BenchServer, 'url'>,
  out: string,
  rows: number,
  flags: readonly (string | number)[] = [],
): Promise<Run> {
  const args = ['export', '--experiment', 'exp_bench', '--types', 'events', '--out', out, '--json', ...flags];
  const run = await runNode(command, args, connectionTo(server));
  const manifest: { files: { path: string; rows?: number }[] } = JSON.parse(
    await readFile(join(out, 'manifest.json'), 'utf8'),
  );
  check('rows of the export', manifest.files.find(({ path }) => path.startsWith('events.'))?.rows, rows);
  return run;
}

/** The same into a folder that isn't there yet, and is gone afterwards. */
export async function exportAnew(
  ...[server, out, rows, flags]: Parameters<typeof exportEvents>
): Promise<Run> {
  await rm(out, { recursive: true, force: true });
  return exportEvents(server, out, rows, flags);
}

/** Flags for an export without the documents that the floor and the naive script don't make either. */
export const tablesOnly = ['--no-report', '--no-codebook'];

/** The floor of an export. */
export const floorOfExport = (
  server: BenchServer,
  file: string,
  rows: number,
  concurrency: number,
): Promise<Run> => counted('floor', [server.url, rows, concurrency, file], rows);

/** A program that prints how many rows it had. */
export async function counted(name: string, args: readonly (string | number)[], rows: number): Promise<Run> {
  const run = await runNode(program(name), args);
  check(`rows of ${name}`, JSON.parse(run.stdout).rows, rows);
  return run;
}
