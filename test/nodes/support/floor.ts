import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from './pack.ts';

/**
 * The oldest Node that the package accepts, installed beside ours where the tests run for a change (Linux); elsewhere
 * the one that runs the tests.
 */
export function oldestNode(): string {
  if (process.platform !== 'linux') return process.execPath;
  const path = join(repository, 'node_modules', `node-22.9-linux-${process.arch}`, 'bin/node');
  if (!existsSync(path)) throw new Error(`${path} is missing: run npm run setup.`);
  return path;
}
