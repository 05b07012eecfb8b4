import { rm } from 'node:fs/promises';
import type { Host } from './host.ts';

/** The post step: removes the folder that the step made for itself. It holds personal data. Never fails the job. */
export async function cleanUp({ env, write }: Host): Promise<number> {
  const folder = env.STATE_folder;
  if (folder === undefined || folder === '') return 0;
  await rm(folder, { recursive: true, force: true, maxRetries: 3 }).then(
    () => write('The folder of the export is removed.\n'),
    () => write('::warning::The folder of the export could not be removed.\n'),
  );
  return 0;
}
