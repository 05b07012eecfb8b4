import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { HyperStudy } from '@hyperstudy-workflows/core';
import { type ExportSettings, exportStudy } from '@hyperstudy-workflows/export';
import type { Sandbox } from '@hyperstudy-workflows/sandbox';
import { expect } from 'vitest';
import { everyFileIn } from '../../support/folder.ts';
import type { ResultsService } from './results-service.ts';
import { unzip } from './zip.ts';

/** Inputs that name the study of a sandbox. */
export const inputsFor = ({
  apiKey,
  url,
  experimentId,
}: Pick<Sandbox, 'apiKey' | 'url' | 'experimentId'>) => ({
  'api-key': apiKey,
  'base-url': url,
  experiment: experimentId,
});

/** Exports the study with the library, without the action: what artifacts have to hold. */
export async function exportStudyInto(
  folder: string,
  { apiKey, url, experimentId }: Pick<Sandbox, 'apiKey' | 'url' | 'experimentId'>,
  settings: ExportSettings = {},
): Promise<void> {
  await using client = new HyperStudy({ apiKey, baseUrl: url });
  await exportStudy(client, { scope: { experiment: experimentId }, out: folder, ...settings });
}

/**
 * The files of artifacts together, downloaded and unpacked.
 * @param ids Default: all there are.
 */
export async function filesOf(
  results: ResultsService,
  ids: readonly number[] = results.artifacts.map(({ id }) => id),
): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>();
  for (const { name, digest } of results.artifacts.filter(({ id }) => ids.includes(id))) {
    const archive = await results.download(name);
    expect(digest, name).toBe(`sha256:${createHash('sha256').update(archive).digest('hex')}`);
    for (const [path, { bytes }] of unzip(archive)) {
      expect(files.has(path), `${path} is in two artifacts`).toBe(false);
      files.set(path, bytes);
    }
  }
  return files;
}

/** Expects artifacts to hold a folder's files, byte for byte, what the tool remembers included. */
export async function expectFiles(files: ReadonlyMap<string, Buffer>, folder: string): Promise<void> {
  const paths = [...files.keys()].sort();
  expect(paths).toEqual(await everyFileIn(folder));
  for (const path of paths) {
    const same = files.get(path)?.equals(await readFile(join(folder, path))) ?? false;
    expect(same, `${path} differs`).toBe(true);
  }
}
