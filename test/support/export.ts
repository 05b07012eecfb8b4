import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Manifest, manifestSchema } from '@hyperstudy-workflows/export';
import type { Sandbox } from '@hyperstudy-workflows/sandbox';
import { connectionTo, hyperstudy } from './hyperstudy.ts';

/** Exports the sandbox's study into a folder with the real command; throws when it doesn't end well. */
export async function exportStudyOf(
  sandbox: Pick<Sandbox, 'url' | 'apiKey' | 'experimentId'>,
  out: string,
  flags: readonly string[] = [],
) {
  const memoryFile = `${out}.memory`;
  const started = performance.now();
  const outcome = await hyperstudy(
    ['export', '--experiment', sandbox.experimentId, '--out', out, '--json', ...flags],
    {
      env: { ...connectionTo(sandbox), PEAK_MEMORY_FILE: memoryFile },
      node: ['--import', fileURLToPath(new URL('./peak-memory.mjs', import.meta.url))],
    },
  );
  if (outcome.code !== 0) throw new Error(`Exit code ${outcome.code}: ${outcome.stderr}${outcome.stdout}`);
  return {
    seconds: (performance.now() - started) / 1000,
    cpuSeconds: Number(await readFile(`${memoryFile}.cpu`, 'utf8')),
    peakMegabytes: Number(await readFile(memoryFile, 'utf8')) / 1024,
    manifest: await manifestIn(out),
  };
}

export async function manifestIn(folder: string): Promise<Manifest> {
  return manifestSchema.parse(JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')));
}

/** Size and hash of a file, counted here and not by the code under test; rows where it is a table. */
export async function factsOf(path: string): Promise<{ bytes: number; sha256: string; rows: number }> {
  const hash = createHash('sha256');
  let bytes = 0;
  let lineFeeds = 0;
  let quoted = false;
  for await (const chunk of createReadStream(path)) {
    const part = chunk as Buffer;
    hash.update(part);
    bytes += part.length;
    for (const byte of part) {
      if (byte === 0x22) quoted = !quoted;
      else if (byte === 0x0a && !quoted) lineFeeds += 1;
    }
  }
  return { bytes, sha256: hash.digest('hex'), rows: lineFeeds - 1 };
}
