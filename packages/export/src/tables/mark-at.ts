import type { FieldInfo } from '@hyperstudy-workflows/core';
import { contentOf } from '../files/gzip.ts';
import { linesOf } from '../files/lines.ts';
import { ColumnSet } from './column-set.ts';
import { CsvScanner } from './csv-scanner.ts';
import type { TableFormat } from './format.ts';
import { parquetCells } from './parquet/read.ts';
import { microsecondsOf, timePrecision } from './parquet/times.ts';
import type { EarlierColumns, Mark } from './table-writer.ts';
import { compareTimes } from './times.ts';

/** A finished file of a table whose records stand in order of time. */
export interface TimedFile {
  readonly path: string;
  readonly format: TableFormat;
  readonly fields: readonly FieldInfo[];
  readonly earlier: EarlierColumns;
  /** Field with the time. */
  readonly time: string;
}

/** The place before the first record of this time or a later one, and the latest time before it. */
export async function markAt(
  file: TimedFile,
  time: string,
): Promise<{ mark: Mark; newest: string | undefined }> {
  const { columns } = new ColumnSet(file.fields, file.earlier.later);
  const index = columns.findIndex(({ path }) => path.length === 1 && path[0] === file.time);
  let mark: Mark = { row: 0, byte: 0 };
  let newest: string | undefined;
  for await (const record of recordsOf(file, index)) {
    if (record.header) mark = { row: 0, byte: record.bytes };
    else if (compareExactly(record.time, time) >= 0) break;
    else {
      mark = { row: mark.row + 1, byte: mark.byte + record.bytes };
      if (typeof record.time === 'string') newest = record.time;
    }
  }
  return { mark, newest };
}

/** A Parquet file writes all times of a column alike: they are compared as moments, to the microsecond. */
function compareExactly(a: unknown, b: string): number {
  if (typeof a !== 'string' || a.length === b.length) return compareTimes(a, b);
  if (timePrecision(a) === undefined || timePrecision(b) === undefined) return compareTimes(a, b);
  const [left, right] = [microsecondsOf(a), microsecondsOf(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}

interface TimedRecord {
  readonly time: unknown;
  /** Length in the file, line end included; 0 where lines are no matter. */
  readonly bytes: number;
  readonly header?: true;
}

async function* recordsOf(
  { path, format, time }: TimedFile,
  column: number,
): AsyncGenerator<TimedRecord, void> {
  switch (format.kind) {
    case 'parquet':
      for await (const cells of parquetCells(path)) yield { time: cells[column], bytes: 0 };
      return;
    case 'ndjson':
      for await (const lines of linesOf(contentOf(path, format.gzip))) {
        for (const line of lines) {
          yield {
            time: (JSON.parse(line) as Record<string, unknown>)[time],
            bytes: Buffer.byteLength(line) + 1,
          };
        }
      }
      return;
    case 'csv':
      return yield* csvRecords(contentOf(path, format.gzip), column);
  }
}

async function* csvRecords(
  bytes: AsyncIterable<Uint8Array>,
  column: number,
): AsyncGenerator<TimedRecord, void> {
  let record = '';
  let first = true;
  for await (const lines of linesOf(bytes)) {
    for (const line of lines) {
      record += `${line}\n`;
      // A line feed within quotes is no end: the scanner then waits for more.
      const [cells] = new CsvScanner().push(record);
      if (cells === undefined) continue;
      yield { time: cells[column], bytes: Buffer.byteLength(record), ...(first ? { header: true } : {}) };
      first = false;
      record = '';
    }
  }
}
