import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Host } from './host.ts';

/** Start of the names of temporary clones in RUNNER_TEMP. */
const clones = 'hyperstudy-data-';

/**
 * The post step: removes the folder that the step made for itself, and clones that a killed step left. They hold
 * personal data, and perhaps a deploy key. Never fails the job.
 */
export async function cleanUp({ env, write }: Host): Promise<number> {
  const folders = [...(await clonesIn(env.RUNNER_TEMP)), ...(env.STATE_folder ? [env.STATE_folder] : [])];
  for (const folder of folders) {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 }).then(
      () => write('A temporary folder of the export is removed.\n'),
      () => write('::warning::A temporary folder of the export could not be removed.\n'),
    );
  }
  return 0;
}

async function clonesIn(temp: string | undefined): Promise<string[]> {
  if (temp === undefined || temp === '') return [];
  const names = await readdir(temp).catch(() => []);
  return names.filter((name) => name.startsWith(clones)).map((name) => join(temp, name));
}
