import { createRequire } from 'node:module';
import { availableParallelism, platform } from 'node:os';

/** Where and with what it was measured, in words; nothing that names a machine. */
export interface Environment {
  /** UTC, e.g. 2026-03-11. */
  readonly date: string;
  readonly machine: string;
  readonly versions: Readonly<Record<string, string>>;
}

export function environment(): Environment {
  const require = createRequire(new URL('../../packages/core/package.json', import.meta.url));
  const { version: undici }: { version: string } = require('undici/package.json');
  const { version: toolkit }: { version: string } = require('./package.json');
  const system = platform() === 'linux' ? 'Linux' : platform();
  return {
    date: new Date().toISOString().slice(0, 10),
    machine: `${availableParallelism()} virtual cores, ${system}`,
    versions: { toolkit, node: process.versions.node, v8: process.versions.v8, undici },
  };
}
