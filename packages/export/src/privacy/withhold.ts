import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { dataTypeNames, IntegrityError } from '@hyperstudy-workflows/core';
import { removeState, stateFolder } from '../state/state.ts';
import { type Finding, filesBelow } from './verify.ts';

/** What a file that holds an identifier ends in, so that nobody takes it for a part of the export. */
const withheld = '.withheld';

const words = { id: 'an id', name: 'a name', email: 'an e-mail address' } as const;

/** Files and folders that an export makes; others are somebody's own, and stay where they are. */
const ours = new RegExp(
  `^(?:(?:${dataTypeNames.join('|')})\\.[a-z.]+|(?:recordings|rooms|bids|\\${stateFolder})[\\\\/].*|report\\.html|datapackage\\.json|codebook\\..*)$`,
);

/**
 * Takes the files that hold an identifier out of the export.
 * @param nameOf the name of a file as it may be shown
 * @throws {IntegrityError} that says where identifiers of which kind were found
 */
export async function withhold(
  out: string,
  findings: readonly Finding[],
  nameOf: (file: string) => string,
): Promise<never> {
  for (const [i, { file, inName }] of findings.entries()) {
    if (!ours.test(file)) continue;
    const to = inName ? `file-${i + 1}${withheld}` : `${file}${withheld}`;
    await rename(join(out, file), join(out, to)).catch(() => undefined);
  }
  await rm(join(out, 'manifest.json'), { force: true });
  // The next run reads all records again.
  await removeState(out);
  const lines = findings.map((finding) => describe(finding, nameOf));
  throw new IntegrityError(
    `Known identifiers of participants were found in the export:\n${lines.join('\n')}`,
    {
      hint: `The folder is not complete and must not be shared: files of the export that hold one end in ${withheld}, and there is no manifest. A file of your own has to leave the folder. Please report a file of the export.`,
    },
  );
}

function describe(
  { file, inName, offset, decompressed, identifier }: Finding,
  nameOf: (file: string) => string,
): string {
  const what = words[identifier.kind];
  if (inName) return `${what} in the name of ${nameOf(file)}, at byte ${offset} of it`;
  return `${what} in ${nameOf(file)}, at byte ${offset}${decompressed ? ' of what is compressed in it' : ''}`;
}

/** Removes what an earlier run withheld: it is made anew. */
export async function removeWithheld(out: string): Promise<void> {
  for (const file of await filesBelow(out))
    if (file.endsWith(withheld)) await rm(join(out, file), { force: true });
}
