import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UsageError } from '@hyperstudy-workflows/core';
import { z } from 'zod';
import { writeAtomically } from '../files/atomic-file.ts';
import { stateFolder } from '../state/state.ts';
import type { Known } from './identifiers.ts';
import { keyVariable, type PseudonymKey } from './key.ts';

const known = z.object({
  kind: z.enum(['id', 'name', 'email']),
  text: z.string(),
  person: z.string().optional(),
});

const contents = z.object({
  /** Everybody who was known, also those whom only records named. */
  known: z.array(known),
  roles: z.array(z.string()),
  /** What was decided about consent, by hash of person or room. */
  decisions: z.record(z.string(), z.string()),
});

const file = z.object({
  format: z.literal('hyperstudy-privacy/1'),
  /** Check value of the key; null where there is none. */
  key: z.string().nullable(),
  /** Contents: sealed with the key, or as they are. */
  sealed: z.string().optional(),
  open: contents.optional(),
});

/** What the files of a folder were made with: another basis may make other files of the same records. */
export interface Basis {
  readonly known: readonly Known[];
  readonly roles: readonly string[];
  readonly decisions: Readonly<Record<string, string>>;
}

const pathIn = (out: string): string => join(out, stateFolder, 'privacy.json');

/**
 * What the files in a folder were made with; undefined where nothing says so.
 * @param full all files will be made anew: only the key has to be the same
 * @throws {UsageError} when it was another key, or the file is damaged.
 */
export async function readBasis(
  out: string,
  key: PseudonymKey | undefined,
  full = false,
): Promise<Basis | undefined> {
  const text = await readFile(pathIn(out), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const stored = parse(text);
  if (stored !== undefined && stored.key !== (key?.check ?? null)) {
    throw new UsageError(`${out} was made with another pseudonym key, or without one.`, {
      hint: `Set ${keyVariable} to the key it was made with, or export into another folder.`,
    });
  }
  const inside = stored?.sealed === undefined ? stored?.open : parseContents(key?.unseal(stored.sealed));
  if (inside === undefined && !full) {
    throw new UsageError(`${pathIn(out)} is damaged, or a later version wrote it.`, {
      hint: 'Export into another folder, or start over here with --full.',
    });
  }
  return inside;
}

export async function writeBasis(out: string, basis: Basis, key: PseudonymKey | undefined): Promise<void> {
  const text = JSON.stringify(basis);
  const stored: z.infer<typeof file> = {
    format: 'hyperstudy-privacy/1',
    key: key?.check ?? null,
    ...(key === undefined ? { open: contents.parse(basis) } : { sealed: key.seal(text) }),
  };
  await writeAtomically(pathIn(out), `${JSON.stringify(stored)}\n`);
}

/** Decisions by hash, so that an export without a key doesn't name those it leaves out. */
export function hashed(
  decisions: ReadonlyMap<string, string>,
  key: PseudonymKey | undefined,
): Record<string, string> {
  const hash = (text: string) =>
    key === undefined ? createHash('sha256').update(text).digest('hex').slice(0, 16) : key.fingerprint(text);
  return Object.fromEntries(
    [...decisions]
      .map(([who, decision]) => [hash(who), decision] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

function parse(text: string): z.infer<typeof file> | undefined {
  try {
    return file.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

function parseContents(text: string | undefined): Basis | undefined {
  try {
    return text === undefined ? undefined : contents.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
