import { createHash } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { DocumentWriter } from '../documents/document.ts';
import { AtomicFile, factsOf } from '../files/atomic-file.ts';
import { type Manifest, type ManifestDocument, readManifest } from '../manifest/manifest.ts';
import { buildModel } from './model/build-model.ts';
import { inputsOf, pageParts, pageVersion } from './page/page.ts';
import { reportFile } from './report-file.ts';

/**
 * Writes report.html, a page that shows what the folder holds, unless it is there and nothing it is made from has
 * changed. Without a report, one of an earlier run is removed: it would show what isn't so any more.
 */
export const writeReport: DocumentWriter = async ({ out, manifest, options }) => {
  const path = join(out, reportFile);
  const made = await inputsAt(path);
  if (options.report === false) {
    if (made !== undefined) await rm(path);
    return [];
  }
  const inputs = inputsFrom(manifest);
  if (made === inputs) {
    const facts = await factsOf(path);
    const before = (await readManifest(out))?.documents.find((document) => document.path === reportFile);
    if (facts !== undefined && facts.sha256 === before?.sha256) return [{ path: reportFile, ...facts }];
  }
  return [await write(path, out, manifest, inputs)];
};

async function write(
  path: string,
  out: string,
  manifest: Manifest,
  inputs: string,
): Promise<ManifestDocument> {
  const model = await buildModel(out, manifest);
  const file = await AtomicFile.create({ path });
  try {
    for (const part of pageParts(model, inputs)) await file.write(part);
    return { path: reportFile, ...(await file.commit()) };
  } catch (error) {
    await file.discard();
    throw error;
  }
}

/** The manifest has the hash of every table: where it is the same, so is the report. */
function inputsFrom({ run, documents: _, ...facts }: Manifest): string {
  const { id: __, ...outcome } = run;
  return createHash('sha256')
    .update(JSON.stringify([pageVersion, outcome, facts]))
    .digest('hex');
}

/** Of the page at the path; undefined where there is none of ours. */
async function inputsAt(path: string): Promise<string | undefined> {
  const handle = await open(path, 'r').catch(() => undefined);
  if (handle === undefined) return undefined;
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(4096), 0, 4096, 0);
    return inputsOf(buffer.toString('utf8', 0, bytesRead));
  } finally {
    await handle.close();
  }
}
