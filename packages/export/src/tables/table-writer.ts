import type { FieldInfo } from '@hyperstudy-workflows/core';
import type { FileFacts } from '../files/atomic-file.ts';
import type { Column } from './column-set.ts';

export interface TableOptions {
  /** Where the file goes. */
  readonly path: string;
  /** Known fields, in column order. */
  readonly fields: readonly FieldInfo[];
}

export interface FinishedTable extends FileFacts {
  readonly rows: number;
  readonly columns: readonly Column[];
}

/** Takes records page by page and becomes a file when all are there. */
export interface TableWriter {
  write(rows: readonly Readonly<Record<string, unknown>>[]): Promise<void>;
  /** Gives the file its name. */
  finish(): Promise<FinishedTable>;
  /** Leaves nothing behind. */
  discard(): Promise<void>;
}
