import { createHash } from 'node:crypto';
import { emptyReport, fieldsOf, type HyperStudyError, type ReadReport } from '@hyperstudy-workflows/core';
import type { GroupPart, TableGroup } from '../plan/groups.ts';
import { roomFile, roomPattern } from '../plan/rooms.ts';
import type { FinishedGroup, FinishedPart } from '../state/state.ts';
import { type Column, ColumnSet } from '../tables/column-set.ts';
import type { TableFormat } from '../tables/format.ts';

/** One file of a table that is partitioned. */
export interface TablePart {
  /** Below the folder. */
  readonly path: string;
  readonly rows: number;
  readonly bytes: number;
  /** Hex. */
  readonly sha256: string;
}

/** A table that is there and whole, in one format. */
export interface TableResult {
  readonly type: GroupPart['type'];
  /** Name below the folder; a pattern for all files where it is partitioned. */
  readonly file: string;
  readonly format: TableFormat;
  readonly rows: number;
  readonly bytes: number;
  /** Hex; of the hashes of the files, where it is partitioned. */
  readonly sha256: string;
  readonly columns: readonly Column[];
  readonly report: ReadReport;
  /** Latest time of a record, as the server wrote it; undefined where there is none. */
  readonly newest?: string;
  /** The files, where it is partitioned. */
  readonly parts?: readonly TablePart[];
}

/** A table that could not be read. */
export interface TableFailure {
  readonly type: GroupPart['type'];
  readonly error: HyperStudyError;
}

/** What there is to say of the tables of a group. */
export function resultsOf(group: TableGroup, state: FinishedGroup, report: ReadReport): TableResult[] {
  return group.parts.map((part) => {
    const own = state.parts.filter(({ file, room }) => roomFile(part, room) === file);
    const whole = group.partitioned ? partitionedFacts(part, own) : wholeFacts(own[0]);
    const later = own.flatMap((file) => file.later);
    return {
      type: part.type,
      file: part.file,
      format: part.format,
      ...whole,
      columns: new ColumnSet(fieldsOf(part.definition), later).columns,
      report: reportFor(part, whole.rows, report),
      newest: state.newest,
    };
  });
}

const wholeFacts = ({ rows, bytes, sha256 }: FinishedPart = emptyPart) => ({ rows, bytes, sha256 });

const emptyPart: FinishedPart = { file: '', rows: 0, bytes: 0, sha256: '', known: '', later: [] };

/** What the files of a partitioned table are together. */
export function partitionedFacts(part: Pick<GroupPart, 'file'>, files: readonly FinishedPart[]) {
  const hash = createHash('sha256');
  for (const { sha256 } of files) hash.update(sha256);
  return {
    file: roomPattern(part),
    rows: files.reduce((sum, { rows }) => sum + rows, 0),
    bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
    sha256: hash.digest('hex'),
    parts: files.map(({ file, rows, bytes, sha256 }): TablePart => ({ path: file, rows, bytes, sha256 })),
  };
}

/** A part has its own count of rows, but the server's counts are of the whole. */
function reportFor(part: GroupPart, rows: number, report: ReadReport): ReadReport {
  if (part.keep === undefined) return report;
  const { drift } = emptyReport();
  const noProblem = { problems: [], warnings: [], drift, totalBefore: undefined, totalAfter: undefined };
  return { ...report, ...noProblem, read: rows, delivered: rows, filtered: 0, duplicates: 0 };
}
