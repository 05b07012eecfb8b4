import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { HyperStudyError, IntegrityError } from '@hyperstudy-workflows/core';
import { wordsOf } from '../run/conclude.ts';
import type { Context } from '../run/context.ts';
import { within } from '../runner/index.ts';
import { findShards, type ListedArtifact } from './find-shards.ts';
import { artifactClient } from './upload.ts';

/** What the shards of this run have left. */
export interface FetchedShards {
  /** Folders with the records. */
  readonly folders: readonly string[];
  /** Artifacts that hold the recordings, which stay there. */
  readonly recordings: readonly ListedArtifact[];
}

/** Time for the list, or for one download with its client's own tries, ms. */
const patience = { list: 90_000, download: 20 * 60_000 };

/** Downloads side by side. */
const atOnce = 4;

/** What the shards handed on could not be fetched. */
class ShardFetchError extends HyperStudyError {
  override readonly name = 'ShardFetchError';
  override readonly remedy = 'retry';
}

/**
 * Fetches what the shards of this run have left, the newest attempt of each.
 * @throws {UsageError} where there is none; {HyperStudyError} where it can't be had.
 */
export async function fetchShards(context: Context): Promise<FetchedShards> {
  const client = await artifactClient();
  const { artifacts } = await orExplain('The artifacts of the run could not be listed', () =>
    within(patience.list, client.listArtifacts()),
  );
  const { records, recordings } = findShards(context, artifacts);
  const root = join(context.scratch, 'shards');
  await rm(root, { recursive: true, force: true });
  const folders = new Map<ListedArtifact, string>(records.map((one) => [one, join(root, String(one.id))]));
  const waiting = [...folders];
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      context.signal.throwIfAborted();
      const [{ id, name, digest }, path] = next;
      const { digestMismatch } = await orExplain(`The artifact ${name} could not be downloaded`, () =>
        within(patience.download, client.downloadArtifact(id, { path, expectedHash: digest })),
      );
      if (digestMismatch === true) {
        throw new IntegrityError(`The artifact ${name} is not what its job uploaded.`, {
          hint: 'Run that job again, then the merge.',
        });
      }
      context.log.info(`${name}: fetched`);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return { folders: [...folders.values()], recordings };
}

async function orExplain<T>(what: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new ShardFetchError(`${what}: ${wordsOf(error)}`, {
      hint: 'Run the merge again.',
      cause: error,
    });
  }
}
