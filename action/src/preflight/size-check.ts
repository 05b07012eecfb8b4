import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isHyperStudyError, type Scope, scopeParts } from '@hyperstudy-workflows/core';
import type { Context, Finding, PreflightCheck } from '../run/context.ts';
import { bytesInWords } from '../summary/words.ts';

/** Whether the recordings fit on the disk of the runner: a hosted one has some 14 GB free. */
export const sizeCheck: PreflightCheck = {
  name: 'size',
  async *run(context) {
    if (context.inputs.settings.recordings !== 'download') return;
    let bytes = 0;
    for (const scope of context.inputs.scopes) {
      try {
        const { files, total } = await recordingsOf(context, scope);
        bytes += total;
        const { kind, id } = scopeParts(scope);
        yield { result: 'ok', text: `${kind} ${id} has ${files} recordings with ${bytesInWords(total)}` };
      } catch (error) {
        // The check of the key says more about it.
        if (!isHyperStudyError(error)) throw error;
      }
    }
    yield* diskCheck(context, bytes);
  },
};

async function recordingsOf(
  { client, inputs }: Context,
  scope: Scope,
): Promise<{ files: number; total: number }> {
  const { deployment, recordingType } = inputs.settings;
  let files = 0;
  let total = 0;
  for await (const { records } of client.recordings(scope, { deployment }).pages()) {
    for (const { metadata, fileSize } of records) {
      if (recordingType !== undefined && (metadata?.type ?? recordingType) !== recordingType) continue;
      files += 1;
      total += fileSize ?? 0;
    }
  }
  return { files, total };
}

async function* diskCheck({ out }: Context, bytes: number): AsyncGenerator<Finding> {
  const free = await freeBytes(out);
  if (free === undefined || bytes <= free) return;
  yield {
    result: 'failed',
    text: `the recordings need ${bytesInWords(bytes)}, and the disk has ${bytesInWords(free)} free`,
    fix: 'Use a larger runner, export fewer experiments or rooms at once, or only audio with recording-type.',
  };
}

/** Free bytes where a folder is or will be. */
async function freeBytes(path: string): Promise<number | undefined> {
  try {
    const { bavail, bsize } = await statfs(path);
    return bavail * bsize;
  } catch {
    const parent = dirname(path);
    return parent === path ? undefined : freeBytes(parent);
  }
}
