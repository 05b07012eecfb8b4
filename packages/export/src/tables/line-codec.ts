import type { TextBytes } from '../files/text-bytes.ts';
import type { Column, ColumnSet } from './column-set.ts';
import type { Mark } from './table-writer.ts';
import type { Width } from './widen.ts';

type Row = Readonly<Record<string, unknown>>;

/** The lines of a table, all of them, where they were gathered. */
export interface GatheredLines {
  readonly path: string;
  /** Of the header as it was when the first line was written, bytes. */
  readonly header: number;
  readonly rows: number;
  readonly widths: readonly Width[];
}

/** How records become lines while they come, and how the lines become the file in the end. */
export interface LineCodec {
  readonly columns: ColumnSet;
  /** What stands before the first record. */
  header(columns: readonly Column[]): string;
  /** Appends one record, with its line end. */
  put(row: Row, to: TextBytes): void;
  /** The bytes of the file; undefined where the lines are the file. Chunks are valid until the next is taken. */
  file(lines: GatheredLines): AsyncIterable<Uint8Array> | undefined;
  /** What a finished file holds up to a place, as lines were gathered for it: marks still hold. */
  earlier(path: string, to: Mark): AsyncIterable<Uint8Array>;
  /** Where a mark among the lines stands in the finished file. */
  place(mark: Mark, lines: GatheredLines): Mark;
  /** Whether a finished file ends, after a place, with just these records. */
  endsWith(path: string, after: Mark, rows: readonly Row[]): Promise<boolean>;
}
