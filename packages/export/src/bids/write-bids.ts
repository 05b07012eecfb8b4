import { join } from 'node:path';
import { type KnownFiles, type MadeFile, writeDerived } from '../documents/derived-file.ts';
import type { DocumentContext } from '../documents/document.ts';
import { remembered } from '../documents/remembered.ts';
import { type ManifestDocument, type ManifestTable, oncePerType } from '../manifest/manifest.ts';
import { readTable } from '../tables/read-table.ts';
import type { TableRow } from '../tables/row-builder.ts';
import { datasetFiles, writeUnlessEdited } from './dataset-files.ts';
import { GroupedRecords } from './grouped-records.ts';
import { People } from './people.ts';
import {
  jsonText,
  participantsFiles,
  scansFile,
  sessionsFiles,
  startOf,
  type TextFile,
} from './people-files.ts';
import { type SessionFile, writeSessionFiles } from './session-files.ts';
import { idsFile, linkRecordings, placeRecordings, recordingsFile } from './sourcedata.ts';
import { sidecarOf, streamsOf } from './streams.ts';

/**
 * bids/: the tables of an export as a behavioural BIDS dataset. Nothing is read when no table has changed; files that
 * come out the same stay untouched.
 */
export async function writeBids(context: DocumentContext): Promise<readonly ManifestDocument[]> {
  const { out, manifest } = context;
  if (manifest.files.length === 0) return [];
  const inputs = [
    manifest.files.map(({ path, type, sha256, columns }) => [path, type, sha256, columns]),
    manifest.recordings.files,
    manifest.query.scope,
    manifest.privacy.pseudonymized,
  ];
  const complete = manifest.run.complete;
  return remembered({ out, name: 'bids', inputs, complete }, (known) => makeDataset(context, known));
}

async function makeDataset({ out, manifest }: DocumentContext, known: KnownFiles): Promise<MadeFile[]> {
  const tables = oncePerType(manifest.files);
  const people = await readPeople(out, tables);
  const streams = streamsOf(tables, (id) => people.knownSubject(id));
  const records = await GroupedRecords.create(people, join(out, '.hyperstudy', 'bids'));
  try {
    for (const stream of streams) await records.addAll(out, stream);
    const recordings = await rowsOf(out, tables, 'recordings');
    const files: MadeFile[] = [];
    const written = new Used();
    for (const { id, subject, visits } of people.participants()) {
      for (const room of visits.keys()) {
        const place = { out, participant: id, room, subject, session: people.session(room) };
        const own: SessionFile[] = [];
        for (const stream of streams) own.push(...(await writeSessionFiles(place, stream, records, known)));
        files.push(...own.map(({ document }) => document));
        for (const file of own) written.add(file);
        if (own.length === 0) continue;
        const names = own.map(({ name }) => name).sort();
        const scans = scansFile(subject, place.session, names, startOf(people.room(room)));
        files.push(await write(out, scans, known));
      }
    }
    const placed = placeRecordings(recordings, manifest.recordings.files, people);
    files.push(...(await linkRecordings(out, placed, known)));
    const texts = [
      ...written.sidecars(),
      ...participantsFiles(people),
      ...people.participants().flatMap((person) => sessionsFiles(person, people)),
      idsFile(people),
      ...(recordings.length === 0 ? [] : [recordingsFile(placed)]),
    ];
    for (const text of texts) files.push(await write(out, text, known));
    for (const text of datasetFiles(manifest, people)) files.push(await writeUnlessEdited(out, text, known));
    return files;
  } finally {
    await records.close();
  }
}

const write = (out: string, { path, text }: TextFile, known: KnownFiles): Promise<MadeFile> =>
  writeDerived(out, `bids/${path}`, text, known);

/** Labels are given in the order of these tables, which is that of time. */
async function readPeople(out: string, tables: readonly ManifestTable[]): Promise<People> {
  const people = new People();
  for (const row of await rowsOf(out, tables, 'rooms')) people.addRoom(row);
  for (const row of await rowsOf(out, tables, 'participants')) people.addParticipant(row);
  return people;
}

/** All rows of a table that is small: participants, rooms, recordings. */
async function rowsOf(out: string, tables: readonly ManifestTable[], type: string): Promise<TableRow[]> {
  const rows: TableRow[] = [];
  for (const table of tables) {
    if (table.type === type) for await (const row of readTable(out, table)) rows.push(row);
  }
  return rows;
}

/** Columns that any file has, by sidecar. */
class Used {
  readonly #columns = new Map<string, { file: SessionFile; names: Set<string> }>();

  add(file: SessionFile): void {
    const path = `task-${file.stream.task}_${file.suffix}.json`;
    const entry = this.#columns.get(path) ?? { file, names: new Set() };
    for (const name of file.columns) entry.names.add(name);
    this.#columns.set(path, entry);
  }

  /** One for all files of a task: BIDS takes it for those below. */
  sidecars(): TextFile[] {
    return [...this.#columns].map(([path, { file, names }]) => ({
      path,
      text: jsonText(sidecarOf(file.stream, file.suffix, names)),
    }));
  }
}
