import { HyperStudyError, PermissionError, UsageError } from '@hyperstudy-workflows/core';
import type { Context } from '../run/context.ts';
import { Overdue, within } from '../runner/index.ts';
import type { PlannedArtifact } from './plan.ts';

export interface UploadedArtifact {
  readonly id: number;
  /** Bytes of the archive. */
  readonly size: number;
  /** SHA-256 of the archive, hex. */
  readonly digest: string;
}

/** The address for an upload lives about an hour; what takes longer than this fails with a reason. ms */
const longest = 45 * 60_000;

/** GitHub's client is heavy: only loaded where it is needed. */
export async function artifactClient() {
  const { DefaultArtifactClient } = await import(/* webpackMode: "eager" */ '@actions/artifact');
  return new DefaultArtifactClient();
}

/** An artifact could not be uploaded. */
class UploadError extends HyperStudyError {
  override readonly name = 'UploadError';
  override readonly remedy = 'retry';
}

/** @throws {HyperStudyError} that says what to do. */
export async function uploadArtifact(
  { out, inputs }: Context,
  { name, files, compression }: PlannedArtifact,
): Promise<UploadedArtifact> {
  const client = await artifactClient();
  const options = { compressionLevel: compression, retentionDays: inputs['retention-days'] };
  try {
    const work = client.uploadArtifact(name, [...files], out, options);
    const { id, size, digest } = await within(longest, work);
    if (id === undefined || digest === undefined) throw new Error('the service gave no id');
    return { id, size: size ?? 0, digest };
  } catch (error) {
    throw uploadError(name, error);
  }
}

function uploadError(name: string, error: unknown): HyperStudyError {
  const message = error instanceof Error ? error.message : String(error);
  const what = `The artifact ${name} could not be uploaded`;
  if (/\(409\)/.test(message)) {
    return new UsageError(`${what}: this run has one of that name already.`, {
      hint: 'Names can be used once per run: give each step and each job of a matrix its own artifact-name. If an upload broke off before, run the whole workflow again, not just the failed job.',
      cause: error,
    });
  }
  if (/\((401|403)\)/.test(message)) {
    return new PermissionError(`${what}: the artifact service refused the job.`, {
      hint: 'Look whether artifacts are allowed in the settings of the repository and its organization.',
      cause: error,
    });
  }
  if (error instanceof Overdue) {
    return new UploadError(`${what} within ${longest / 60_000} minutes.`, {
      hint: 'The line to GitHub is too slow for this much; export fewer recordings at once.',
      cause: error,
    });
  }
  return new UploadError(`${what}: ${message}`, {
    hint: 'Run the job again: what is in the cache is not fetched again.',
    cause: error,
  });
}
