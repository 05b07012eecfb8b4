import { rm, rmdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { filesOf, type Manifest } from '../manifest/manifest.ts';
import { factsOf } from './atomic-file.ts';

/**
 * Removes files of an earlier run in place of which this one wrote others: another format, another partition, a room
 * that is gone. Only of tables that this run wrote, and only where nobody changed them since.
 */
export async function removeReplaced(
  out: string,
  before: Manifest | undefined,
  manifest: Manifest,
): Promise<void> {
  const types = new Set(manifest.files.map(({ type }) => type));
  const written = new Set(manifest.files.flatMap(filesOf).map(({ path }) => path));
  for (const { path, sha256 } of (before?.files ?? [])
    .filter(({ type }) => types.has(type))
    .flatMap(filesOf)) {
    if (written.has(path) || (await factsOf(join(out, path)))?.sha256 !== sha256) continue;
    await rm(join(out, path), { force: true });
    // rooms/<roomId> and rooms, where nothing is left in them.
    for (let folder = dirname(path); folder !== '.'; folder = dirname(folder)) {
      const removed = await rmdir(join(out, folder)).then(
        () => true,
        () => false,
      );
      if (!removed) break;
    }
  }
}
