import { DerivedFile, type KnownFiles } from '../documents/derived-file.ts';
import type { ManifestDocument } from '../manifest/manifest.ts';
import type { GroupedRecords, Suffix } from './grouped-records.ts';
import { leading, type Stream } from './streams.ts';
import { tsvLine } from './tsv.ts';

export interface SessionPlace {
  /** Folder of the export. */
  readonly out: string;
  /** Ids of participant and room. */
  readonly participant: string;
  readonly room: string;
  /** sub-…, ses-… */
  readonly subject: string;
  readonly session: string;
}

/** A file of a session and the columns it has. */
export interface SessionFile {
  readonly document: ManifestDocument;
  /** Below the folder of the session. */
  readonly name: string;
  readonly stream: Stream;
  readonly suffix: Suffix;
  readonly columns: readonly string[];
}

/** The files of a stream in a session: of events with onset and of those without. */
export async function writeSessionFiles(
  place: SessionPlace,
  stream: Stream,
  records: GroupedRecords,
  known: KnownFiles,
): Promise<SessionFile[]> {
  const files: SessionFile[] = [];
  for (const suffix of ['events', 'beh'] as const) {
    const used = records.columns(stream, suffix, place.participant, place.room);
    if (used === undefined) continue;
    const names = [...leading, ...stream.columns.map(({ name }) => name)];
    const always = suffix === 'events' ? ['onset', 'duration'] : [];
    const chosen = names.flatMap((name, i) => (used[i] === 1 || always.includes(name) ? i : []));
    if (chosen.length === 0) continue;
    const columns = chosen.map((i) => names[i] ?? '');
    const name = `beh/${place.subject}_${place.session}_task-${stream.task}_${suffix}.tsv`;
    const path = `bids/${place.subject}/${place.session}/${name}`;
    const file = await DerivedFile.create(place.out, path);
    try {
      await file.write(tsvLine(columns));
      for await (const lines of records.lines(stream, suffix, place.participant, place.room)) {
        const waiting = file.write(lines.map((line) => chosenCells(line, chosen)).join(''));
        if (waiting !== undefined) await waiting;
      }
      files.push({ document: await file.finish(known), name, stream, suffix, columns });
    } catch (error) {
      await file.discard();
      throw error;
    }
  }
  return files;
}

function chosenCells(line: string, chosen: readonly number[]): string {
  const cells = line.split('\t');
  return tsvLine(chosen.map((i) => cells[i] ?? ''));
}
