import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from './pack.ts';

/** The oldest Nodes that packages accept: the Node-RED one, and the others. */
export type Floor = '22.9' | '22.12';

/**
 * A program of the oldest Node, where one is installed beside ours (Linux, if the registry has it for the processor);
 * elsewhere the one that runs the tests.
 */
export function oldestNode(floor: Floor): string {
  const path = join(repository, 'node_modules', `node-${floor}-linux-${process.arch}`, 'bin/node');
  if (existsSync(path)) return path;
  if (process.platform === 'linux' && process.arch === 'x64')
    throw new Error(`${path} is missing: run npm run setup.`);
  return process.execPath;
}
