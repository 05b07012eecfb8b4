import { isAbsolute, resolve } from 'node:path';
import { UsageError } from '@hyperstudy-workflows/core';

/**
 * A folder as a setting names it: relative ones stand below Node-RED's fileWorkingDirectory, as for the core file
 * nodes, else below the folder that Node-RED was started in.
 * @throws {UsageError} where it is empty or no text.
 */
export function folderOf(value: unknown, workingDirectory: string | undefined): string {
  if (typeof value !== 'string' || value.trim() === '' || value.includes('\0')) {
    throw new UsageError('The folder is empty.', { hint: 'Type the folder, or send it in the message.' });
  }
  const folder = value.trim();
  return isAbsolute(folder) ? resolve(folder) : resolve(workingDirectory ?? '.', folder);
}
