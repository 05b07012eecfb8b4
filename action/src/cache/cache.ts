import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { wordsOf } from '../run/conclude.ts';
import type { Context, Exported } from '../run/context.ts';
import { scopeFolders } from '../run/paths.ts';
import { within } from '../runner/index.ts';

/** Grows when what is cached changes its form. */
const version = 1;

/** A repository has 10 GB; an entry above this would push out all others, or not fit. */
const largest = 9_000_000_000;

/** Time for a restore or save, ms: then the run goes on without. */
const patience = 20 * 60_000;

/** Key that the folder was restored from; undefined where there was none. */
export type Restored = string | undefined;

const prefixOf = ({ queryId }: Context): string => `hyperstudy-${version}-${queryId}-`;

/** Entries can't be changed, so each run and attempt writes its own. */
const keyOf = (context: Context): string =>
  `${prefixOf(context)}${context.facts.runId}-${context.facts.runAttempt}`;

/**
 * What is kept: the whole folder. Where a repository holds the tables and their state, only the recordings: two
 * places that remember would contradict each other.
 */
function pathsOf({ inputs, out }: Context): string[] {
  if (inputs.mode === 'artifact' || inputs.mode === 'none') return [out];
  return scopeFolders(inputs).map((folder) => join(out, folder, 'recordings'));
}

/** GitHub's client is heavy: only loaded where it is needed. */
const cacheClient = () => import(/* webpackMode: "eager" */ '@actions/cache');

/** Why nothing is cached; undefined where it is. */
async function whyNot({ inputs, facts }: Context): Promise<string | undefined> {
  if (!inputs.cache) return 'The input cache is false.';
  // Workflows of pull requests can read the caches of a public repository.
  if (facts.isPublic === true && !inputs['allow-public-identifiers']) return 'The repository is public.';
  // Asked all the same, the client would try for half a minute.
  return (await cacheClient()).isFeatureAvailable() ? undefined : 'This runner has no cache service.';
}

/** Brings back the folder of the latest run that exported the same. Never fails: without it, more is fetched. */
export async function restoreCache(context: Context): Promise<Restored> {
  const why = await whyNot(context);
  if (why !== undefined) {
    context.log.info(`Nothing is kept for the next run: ${why}`);
    return undefined;
  }
  return context.log.group('Cache: restore', async () => {
    const paths = pathsOf(context);
    try {
      const client = await cacheClient();
      const key = await within(patience, client.restoreCache(paths, keyOf(context), [prefixOf(context)]));
      if (key === undefined) await discard(context, paths);
      context.log.info(
        key === undefined ? 'Nothing is cached yet: everything is fetched.' : `Restored ${key}.`,
      );
      return key;
    } catch (error) {
      await discard(context, paths);
      context.log.notice(`The cache could not be read, so everything is fetched: ${wordsOf(error)}`);
      return undefined;
    }
  });
}

/** What broke off may have left half a folder. A folder of the user's is left alone. */
async function discard({ inputs }: Context, paths: readonly string[]): Promise<void> {
  if (inputs.out !== undefined) return;
  for (const path of paths) await rm(path, { recursive: true, force: true });
}

/** Keeps the folder for the next run. Never fails. */
export async function saveCache(
  context: Context,
  restored: Restored,
  exports: readonly Exported[],
): Promise<void> {
  const { log } = context;
  const news = exports.some(({ changed, result }) => changed || result.stopped !== undefined);
  // An entry that was read counts as used: there is no need to store the same again.
  if (exports.length === 0 || (restored !== undefined && !news)) return;
  if ((await whyNot(context)) !== undefined) return;
  await log.group('Cache: save', async () => {
    try {
      if (bytesOf(exports) > largest) {
        log.notice('The export is too large for the cache (10 GB per repository), so it is not kept there.');
        return;
      }
      const client = await cacheClient();
      // -1 stands for everything from an outage to an entry of the same name: the log of its client says which.
      const id = await within(patience, client.saveCache(pathsOf(context), keyOf(context)));
      log.info(id === -1 ? 'Not saved: the next run fetches more.' : `Saved ${keyOf(context)}.`);
    } catch (error) {
      log.notice(`The cache could not be written, so the next run fetches more: ${wordsOf(error)}`);
    }
  });
}

function bytesOf(exports: readonly Exported[]): number {
  const files = exports.flatMap(({ result }) => [
    ...result.manifest.files,
    ...result.manifest.recordings.files,
  ]);
  return files.reduce((sum, { bytes }) => sum + bytes, 0);
}
