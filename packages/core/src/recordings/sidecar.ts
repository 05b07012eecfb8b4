import { constants } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { isObject } from '../transport/envelope.ts';
import type { SourceChecksum, StoredObject } from './stored-object.ts';

/**
 * What the bytes of a .part file are: written beside it, so that a later run, maybe on another machine, can go
 * on. It holds no URL. Numbers of the storage stay texts.
 */
export interface Sidecar {
  readonly recordingId: string;
  readonly object: StoredObject;
}

/** Where the system has it, a symlink in place of the file is refused. */
const noFollow = constants.O_NOFOLLOW ?? 0;

export async function writeSidecar(path: string, { recordingId, object }: Sidecar): Promise<void> {
  await rm(path, { force: true });
  const file = await open(path, 'wx');
  try {
    await file.writeFile(JSON.stringify({ recordingId, ...object }));
  } finally {
    await file.close();
  }
}

/** Undefined where there is none, or none that is whole. */
export async function readSidecar(path: string): Promise<Sidecar | undefined> {
  try {
    const file = await open(path, constants.O_RDONLY | noFollow);
    try {
      const json: unknown = JSON.parse(await file.readFile('utf8'));
      return isObject(json) ? parseSidecar(json) : undefined;
    } finally {
      await file.close();
    }
  } catch {
    return undefined;
  }
}

function parseSidecar(json: Readonly<Record<string, unknown>>): Sidecar | undefined {
  const { recordingId, size, checksum } = json;
  if (typeof recordingId !== 'string') return undefined;
  return {
    recordingId,
    object: {
      size: typeof size === 'number' ? size : undefined,
      etag: textOf(json.etag),
      generation: textOf(json.generation),
      checksum: isObject(checksum) ? parseChecksum(checksum) : undefined,
    },
  };
}

function parseChecksum({ algorithm, value }: Readonly<Record<string, unknown>>): SourceChecksum | undefined {
  const isKnown = algorithm === 'crc32c' || algorithm === 'md5';
  return isKnown && typeof value === 'string' ? { algorithm, value } : undefined;
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
