import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isHyperStudyError, type Scope, scopeParts } from '@hyperstudy-workflows/core';
import {
  type ExportProgress,
  type ExportResult,
  exportStudy,
  type Manifest,
  readManifest,
} from '@hyperstudy-workflows/export';
import { wordsOf } from './conclude.ts';
import type { Context, Exported, Story } from './context.ts';
import { scopeFolders } from './paths.ts';

/** Makes the export of a scope in a folder. */
type MakeExport = (scope: Scope, out: string) => Promise<ExportResult>;

/**
 * Exports one scope after the other. One that fails doesn't stop the others, unless the key is wrong; a stop ends all
 * with what is done.
 */
export async function exportAll(
  context: Context,
  story: Pick<Story, 'exports' | 'problems'>,
  make: MakeExport = (scope, out) => runExport(context, scope, out),
): Promise<void> {
  const folders = scopeFolders(context.inputs);
  for (const [i, scope] of context.inputs.scopes.entries()) {
    const { kind, id } = scopeParts(scope);
    const what = `${kind} ${id}`;
    try {
      const exported = await context.log.group(`Export ${what}`, () =>
        exportOne(context, folders[i] ?? '', (out) => make(scope, out)),
      );
      story.exports.push(exported);
      if (exported.result.stopped !== undefined) break;
    } catch (error) {
      if (!isHyperStudyError(error)) throw error;
      story.problems.push({ level: 'error', text: `${what}: ${wordsOf(error)}` });
      if (error.remedy === 'fix-key') break;
    }
  }
}

async function exportOne(
  context: Context,
  folder: string,
  make: (out: string) => Promise<ExportResult>,
): Promise<Exported> {
  const out = join(context.out, folder);
  const before = await manifestOrNone(out);
  const result = await make(out);
  for (const { file, rows, bytes } of result.tables)
    context.log.info(`${file}: ${rows} rows, ${bytes} bytes`);
  return {
    folder,
    result,
    before: before && new Map(before.files.map(({ path, rows }) => [path, rows])),
    changed: before?.run.id !== result.manifest.run.id,
  };
}

const manifestOrNone = (out: string): Promise<Manifest | undefined> =>
  readManifest(out).catch(() => undefined);

/** What an earlier run left helps, but must never be in the way: where it can't be used, all is read anew. */
async function runExport(context: Context, scope: Scope, out: string): Promise<ExportResult> {
  const { client, inputs, pseudonymKey, signal, log } = context;
  const run = (): Promise<ExportResult> =>
    exportStudy(client, {
      ...inputs.settings,
      pseudonymKey,
      scope,
      out,
      signal,
      onProgress: progressOf(context),
    });
  try {
    return await run();
  } catch (error) {
    const ours = inputs.out === undefined;
    if (!ours || !isHyperStudyError(error) || error.remedy !== 'fix-call' || error.status !== undefined)
      throw error;
    if ((await manifestOrNone(out)) === undefined && !(await isThere(out))) throw error;
    log.notice(`What an earlier run left can't be used, so all is read anew: ${error.message}`);
    await rm(out, { recursive: true, force: true });
    return run();
  }
}

/** A line when a table is done, and now and then while recordings come. */
export function progressOf({ log, client }: Context): (progress: ExportProgress) => void {
  const pause = 15_000;
  const { clock } = client.connection;
  let last = clock.now();
  return ({ what, done, total, finished }) => {
    if (!finished && clock.now() - last < pause) return;
    last = clock.now();
    const of = total === undefined ? '' : ` of ${total}`;
    log.info(finished ? `${what}: done` : `${what}: ${done}${of}`);
  };
}

const isThere = async (path: string): Promise<boolean> =>
  (await stat(path).catch(() => undefined)) !== undefined;
