import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type KnownFiles, type MadeFile, writeDerived } from '../documents/derived-file.ts';
import type { Manifest } from '../manifest/manifest.ts';
import { toolVersion } from '../manifest/tool-version.ts';
import type { People } from './people.ts';
import { jsonText, startOf, type TextFile } from './people-files.ts';
import { missing } from './tsv.ts';

/** The version whose rules the dataset keeps. */
const bidsVersion = '1.11.0';

/** Files that people complete by hand: authors, licence, what the study is about. */
export function datasetFiles(manifest: Manifest, people: People): TextFile[] {
  return [
    { path: 'dataset_description.json', text: jsonText(descriptionOf(manifest)) },
    { path: 'README', text: readme(manifest) },
    { path: 'CHANGES', text: changes(people) },
  ];
}

function descriptionOf({ query: { scope } }: Manifest): object {
  const [name, version] = toolVersion.split(' ');
  const what = scope.experiment === undefined ? `room ${scope.room}` : `experiment ${scope.experiment}`;
  return {
    Name: `HyperStudy ${what}`,
    BIDSVersion: bidsVersion,
    DatasetType: 'raw',
    GeneratedBy: [{ Name: name, Version: version, Description: 'Made from the tables of an export' }],
  };
}

/** The date is that of the newest session: one of the run would make equal data give other bytes. */
function changes(people: People): string {
  const starts = people.rooms().map(({ facts }) => startOf(facts));
  const newest = starts
    .filter((start) => start !== missing)
    .sort()
    .at(-1);
  return `1.0.0${newest === undefined ? '' : ` ${newest.slice(0, 10)}`}\n  - Exported from HyperStudy.\n`;
}

function readme({ privacy }: Manifest): string {
  const ids = privacy.pseudonymized
    ? 'The ids are pseudonyms.'
    : 'The ids are those of HyperStudy, and texts are as they were written: before passing the dataset on, export it with --pseudonymize.';
  return `# HyperStudy data in BIDS

Behavioural data of participants who took part in HyperStudy sessions, alone or together. Made from the tables of an
export, which hold the same records in full.

- A subject is a participant; its label is the participant's id without anything but letters and digits.
- A session is a room. Those who took part together share the session's label.
- task-…_events.tsv holds things that happen, task-…_beh.tsv samples, and records without an onset.
- onset is in seconds since the experiment content started in the room, negative for anything before. All lengths of
  time are in seconds. acq_time in the sessions files is the wall clock time of onset 0.
- Records of a room that belong to no participant (actor: room) stand with each of its participants.
- Columns without any value in a session are left out there; n/a is a missing value. The JSON files of the same name
  at the top describe all columns.
- Line ends, tabs and control characters in texts are spaces here.

sourcedata/ids.tsv says which label stands for which id. sourcedata/recordings.tsv lists the recordings with their
place in the session; downloaded ones lie beside it, by subject and session. Leave sourcedata/ out where ids or
recordings must not be passed on. ${ids}

dataset_description.json, README and CHANGES are yours to complete: a later export leaves them as you changed them.
`;
}

/**
 * Writes such a file unless someone has changed it since. One that can't be told from a changed one is left too: better
 * an old text than a lost one.
 */
export async function writeUnlessEdited(
  out: string,
  { path: name, text }: TextFile,
  known: KnownFiles,
): Promise<MadeFile> {
  const path = `bids/${name}`;
  const there = await readFile(join(out, path)).catch(() => undefined);
  if (there === undefined || there.equals(Buffer.from(text))) return writeDerived(out, path, text, known);
  const before = known.get(path);
  const ours = before?.ours ?? before?.sha256 ?? 'unknown';
  const sha256 = createHash('sha256').update(there).digest('hex');
  if (sha256 === ours) return writeDerived(out, path, text, known);
  return { path, bytes: there.length, sha256, ours };
}
