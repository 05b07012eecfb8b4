import { rm } from 'node:fs/promises';
import type { Host } from './host.ts';

/** The post step: removes the folder that the step made for itself, which holds personal data. Never fails the job. */
export async function cleanUp({ env, write }: Host): Promise<number> {
  const folder = env.STATE_folder;
  if (folder === undefined || folder === '') return 0;
  await rm(folder, { recursive: true, force: true, maxRetries: 3 }).then(
    () => write('What the export left on this machine is removed.\n'),
    () => write('::warning::What the export left on this machine could not be removed.\n'),
  );
  return 0;
}
