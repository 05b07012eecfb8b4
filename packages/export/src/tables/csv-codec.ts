import { chunksOf } from '../files/chunks.ts';
import { contentOf, gzipped } from '../files/gzip.ts';
import { TextBytes } from '../files/text-bytes.ts';
import type { Column, ColumnSet } from './column-set.ts';
import { CsvEncoder } from './csv-encoder.ts';
import { endsWithBytes } from './ends-with.ts';
import type { CsvFormat } from './format.ts';
import type { GatheredLines, LineCodec } from './line-codec.ts';
import type { Mark } from './table-writer.ts';
import { Widener } from './widen.ts';

type Row = Readonly<Record<string, unknown>>;

/**
 * CSV while the records come. New columns are appended to the lines from then on; at the end a second pass gives the
 * earlier lines the cells they lack, only where there are any.
 */
export class CsvCodec implements LineCodec {
  readonly columns: ColumnSet;
  readonly #format: CsvFormat;
  readonly #encoder: CsvEncoder;

  constructor(columns: ColumnSet, format: CsvFormat) {
    this.columns = columns;
    this.#format = format;
    this.#encoder = new CsvEncoder(columns, format);
  }

  header(columns: readonly Column[]): string {
    return this.#encoder.header(columns.map(({ name }) => name));
  }

  put(row: Row, to: TextBytes): void {
    this.#encoder.put(row, to);
  }

  file(lines: GatheredLines): AsyncIterable<Uint8Array> | undefined {
    const narrow = this.columns.width === lines.widths[0]?.cells;
    if (narrow && !this.#format.gzip) return undefined;
    const bytes = narrow ? chunksOf(lines.path) : this.#widened(lines);
    return this.#format.gzip ? gzipped(bytes) : bytes;
  }

  async *#widened({ path, header, widths }: GatheredLines): AsyncGenerator<Uint8Array, void> {
    yield Buffer.from(this.header(this.columns.columns));
    const widener = new Widener(widths, this.columns.width, this.#format.excel ? 'CRLF' : 'LF');
    for await (const chunk of chunksOf(path, header)) yield widener.widen(chunk);
  }

  earlier(path: string, to: Mark): AsyncIterable<Uint8Array> {
    return contentOf(path, this.#format.gzip, 0, to.byte);
  }

  place({ row, byte }: Mark, { header, widths }: GatheredLines): Mark {
    const wider = Buffer.byteLength(this.header(this.columns.columns)) - header;
    let cells = 0;
    for (const [i, { fromRecord, cells: had }] of widths.entries()) {
      const to = Math.min(widths[i + 1]?.fromRecord ?? Number.POSITIVE_INFINITY, row + 1);
      cells += Math.max(0, to - Math.max(1, fromRecord)) * (this.columns.width - had);
    }
    return { row, byte: byte + wider + cells };
  }

  async endsWith(path: string, after: Mark, rows: readonly Row[]): Promise<boolean> {
    const { width } = this.columns;
    const tail = new TextBytes();
    for (const row of rows) this.put(row, tail);
    return this.columns.width === width && endsWithBytes(path, this.#format.gzip, after.byte, tail.bytes);
  }
}
