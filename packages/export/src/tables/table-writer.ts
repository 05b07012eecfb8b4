import type { FieldInfo } from '@hyperstudy-workflows/core';
import type { FileFacts, FilePlace } from '../files/atomic-file.ts';
import type { Column } from './column-set.ts';
import type { TableFormat } from './format.ts';
import type { Width } from './widen.ts';

export interface TableOptions {
  /** Where the file goes. */
  readonly place: FilePlace;
  /** Known fields, in column order. */
  readonly fields: readonly FieldInfo[];
  readonly format: TableFormat;
}

/** A place between two records of a table. */
export interface Mark {
  /** Records before it. */
  readonly row: number;
  /** Bytes before it, header included; of the content, where the file is packed; 0 in a finished parquet file. */
  readonly byte: number;
}

/** What has to be known of an earlier part of a table, to go on with it. */
export interface EarlierColumns {
  /** Columns that turned up on the way. */
  readonly later: readonly Column[];
  /** What kinds of values each column has had, as bits; only where the file's types depend on it. */
  readonly kinds?: readonly number[];
}

/** What has to be known to go on with a table that was not finished. */
export interface UnfinishedTable extends EarlierColumns {
  readonly widths: readonly Width[];
}

export interface FinishedTable extends FileFacts, EarlierColumns {
  readonly rows: number;
  readonly columns: readonly Column[];
  /** Where a mark that was taken on the way stands in the finished file. */
  readonly place: (mark: Mark) => Mark;
}

/** Takes records and becomes a file when all are there. */
export interface TableWriter {
  /** A promise comes back only when it has to be waited for. */
  write(row: Readonly<Record<string, unknown>>): Promise<void> | undefined;
  /** The place after the latest record. */
  mark(): Promise<Mark>;
  /** Makes what is there durable. */
  checkpoint(): Promise<UnfinishedTable>;
  /** Closes the file, to be resumed later. */
  close(): Promise<void>;
  /** Gives the file its name. */
  finish(): Promise<FinishedTable>;
  /** Leaves nothing behind. */
  discard(): Promise<void>;
}
