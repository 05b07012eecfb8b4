import { cp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { scopeParts, UsageError } from '@hyperstudy-workflows/core';
import { readManifest } from '@hyperstudy-workflows/export';
import type { DataRepository } from '../git/data-repository.ts';
import type { Context } from '../run/context.ts';
import { scopeFolders } from '../run/paths.ts';

/**
 * Brings what earlier runs committed into the folder of the export, which goes on from there.
 * @throws {UsageError} when another study's export stands where this one belongs: it would be replaced.
 */
export async function bringEarlier(context: Context, data: DataRepository): Promise<void> {
  await refuseOtherStudies(context, data);
  const committed = await readdir(data.folder);
  if (committed.length === 0) {
    context.log.info('Nothing is committed yet: everything is fetched.');
    return;
  }
  if (context.inputs.out === undefined) await clear(context);
  await cp(data.folder, context.out, { recursive: true, force: true });
  context.log.info('What was committed is there: only what is new is fetched.');
}

/** What else is in our own folder is older, or of a commit that was never made. Recordings have no other home. */
async function clear(context: Context): Promise<void> {
  for (const folder of scopeFolders(context.inputs)) {
    const path = join(context.out, folder);
    for (const name of await readdir(path).catch(() => [])) {
      if (name !== 'recordings') await rm(join(path, name), { recursive: true, force: true });
    }
  }
}

async function refuseOtherStudies({ inputs }: Context, data: DataRepository): Promise<void> {
  const folders = scopeFolders(inputs);
  for (const [i, scope] of inputs.scopes.entries()) {
    const manifest = await readManifest(join(data.folder, folders[i] ?? ''));
    const { kind, id } = scopeParts(scope);
    if (manifest === undefined || manifest.query.scope[kind] === id) continue;
    const held = Object.entries(manifest.query.scope).map((pair) => pair.join(' '));
    throw new UsageError(`The folder in the data repository holds the export of ${held.join(', ')}.`, {
      hint: 'Set path to another folder.',
    });
  }
}
