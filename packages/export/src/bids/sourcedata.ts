import { copyFile, link, mkdir, rename, rm } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';
import { isThere, type KnownFiles } from '../documents/derived-file.ts';
import { factsOf } from '../files/atomic-file.ts';
import type { Manifest, ManifestDocument, ManifestRecording } from '../manifest/manifest.ts';
import type { TableRow } from '../tables/row-builder.ts';
import { Labels } from './labels.ts';
import type { People } from './people.ts';
import type { TextFile } from './people-files.ts';
import { missing, secondsCell, tsvTable } from './tsv.ts';

/** Which label stands for which id: beside the data, so that it can be left out when the data is passed on. */
export function idsFile(people: People): TextFile {
  const rows = [
    ...people.participants().map(({ id, subject }) => ['participant', subject, id]),
    ...people.rooms().map(({ id, session }) => ['room', session, id]),
  ];
  return { path: 'sourcedata/ids.tsv', text: tsvTable(['kind', 'bids_id', 'hyperstudy_id'], rows) };
}

/** A recording and where it goes. */
interface PlacedRecording {
  readonly row: TableRow;
  readonly subject: string;
  readonly session: string;
  /** Below the dataset; undefined where there is no file. */
  readonly path: string | undefined;
  readonly file: ManifestRecording | undefined;
}

/** Recordings by subject and session, under names that say nothing of a person. */
export function placeRecordings(
  rows: readonly TableRow[],
  files: Manifest['recordings']['files'],
  people: People,
): PlacedRecording[] {
  const labels = new Labels();
  const byPath = new Map(files.map((file) => [file.path, file]));
  return rows.map((row) => {
    const file = typeof row.local_path === 'string' ? byPath.get(row.local_path) : undefined;
    const subject =
      typeof row.participantId === 'string' ? people.knownSubject(row.participantId) : undefined;
    const session = people.session(people.roomKey(row.roomId));
    const label = labels.of(String(row.recordingId ?? row.egressId ?? ''));
    const name = `${subject}_${session}_recording-${label}${file === undefined ? '' : extensionOf(file.path)}`;
    const placed = subject !== undefined && file !== undefined;
    return {
      row,
      subject: subject ?? missing,
      session,
      path: placed ? `sourcedata/${subject}/${session}/${name}` : undefined,
      file: placed ? file : undefined,
    };
  });
}

const extensionOf = (path: string): string =>
  /^\.[a-z0-9]{1,8}$/i.exec(extname(path))?.[0].toLowerCase() ?? '';

/** sourcedata/recordings.tsv: what there is, and where in the session each recording starts. */
export function recordingsFile(placed: readonly PlacedRecording[]): TextFile {
  const header = [
    'participant_id',
    'session_id',
    'filename',
    'onset',
    'duration',
    'start_time',
    'type',
    'sha256',
  ];
  const rows = placed.map(({ row, subject, session, path, file }) => {
    const { metadata, videoOffset, duration, startTime } = row;
    const type = typeof metadata === 'object' && metadata !== null ? (metadata as TableRow).type : undefined;
    return [subject, session, path, cell(videoOffset), cell(duration), startTime, type, file?.sha256];
  });
  return { path: 'sourcedata/recordings.tsv', text: tsvTable(header, rows) };
}

const cell = (ms: unknown): string => secondsCell(ms ?? null);

/**
 * Puts the downloaded files there: as another name of the same file where the disk can do that, which takes no room,
 * else as a copy.
 */
export async function linkRecordings(
  out: string,
  placed: readonly PlacedRecording[],
  known: KnownFiles,
): Promise<ManifestDocument[]> {
  const documents: ManifestDocument[] = [];
  for (const { path: name, file } of placed) {
    if (name === undefined || file === undefined) continue;
    const path = `bids/${name}`;
    const sha256 = file.sha256 ?? known.get(path)?.sha256 ?? (await factsOf(join(out, file.path)))?.sha256;
    if (sha256 === undefined) continue;
    const document = { path, bytes: file.bytes, sha256 };
    const isSame = known.get(path)?.sha256 === sha256 && (await isThere(out, document));
    if (!isSame) await linkOrCopy(join(out, file.path), join(out, path));
    documents.push(document);
  }
  return documents;
}

async function linkOrCopy(from: string, to: string): Promise<void> {
  const part = `${to}.part`;
  await mkdir(dirname(to), { recursive: true });
  await rm(part, { force: true });
  await link(from, part).catch(() => copyFile(from, part));
  // Two names of one file: a rename between them would do nothing.
  await rm(to, { force: true });
  await rename(part, to);
}
