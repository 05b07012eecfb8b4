import { chunksOf } from '../files/chunks.ts';
import { contentOf, gzipped } from '../files/gzip.ts';
import { TextBytes } from '../files/text-bytes.ts';
import type { ColumnSet } from './column-set.ts';
import { endsWithBytes } from './ends-with.ts';
import type { NdjsonFormat } from './format.ts';
import type { GatheredLines, LineCodec } from './line-codec.ts';
import { RowCells } from './row-cells.ts';
import type { Mark } from './table-writer.ts';

type Row = Readonly<Record<string, unknown>>;

/** A record per line, as the API gave it. Its columns are kept for the manifest: they are those of the other formats. */
export class NdjsonCodec implements LineCodec {
  readonly columns: ColumnSet;
  readonly #format: NdjsonFormat;
  readonly #cells: RowCells<undefined>;

  constructor(columns: ColumnSet, format: NdjsonFormat) {
    this.columns = columns;
    this.#format = format;
    this.#cells = new RowCells(columns, undefined, () => undefined);
  }

  header(): string {
    return '';
  }

  put(row: Row, to: TextBytes): void {
    this.#cells.of(row);
    to.text(`${JSON.stringify(row)}\n`);
  }

  file({ path }: GatheredLines): AsyncIterable<Uint8Array> | undefined {
    return this.#format.gzip ? gzipped(chunksOf(path)) : undefined;
  }

  earlier(path: string, to: Mark): AsyncIterable<Uint8Array> {
    return contentOf(path, this.#format.gzip, 0, to.byte);
  }

  place(mark: Mark): Mark {
    return mark;
  }

  async endsWith(path: string, after: Mark, rows: readonly Row[]): Promise<boolean> {
    const { width } = this.columns;
    const tail = new TextBytes();
    for (const row of rows) this.put(row, tail);
    return this.columns.width === width && endsWithBytes(path, this.#format.gzip, after.byte, tail.bytes);
  }
}
