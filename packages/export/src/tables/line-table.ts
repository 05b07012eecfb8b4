import { rm } from 'node:fs/promises';
import { AtomicFile, type FileFacts, type FilePlace } from '../files/atomic-file.ts';
import type { GatheredLines, LineCodec } from './line-codec.ts';
import type { FinishedTable, Mark, TableWriter, UnfinishedTable } from './table-writer.ts';
import type { Width } from './widen.ts';

/**
 * Gathers records as lines while they come: what is there can be taken up again at any mark. In the end the lines
 * become the file, as they are or in a second pass.
 */
export class LineTable implements TableWriter {
  readonly #place: FilePlace;
  readonly #file: AtomicFile;
  readonly #codec: LineCodec;
  readonly #widths: Width[];
  readonly #header: string;
  #rows: number;

  private constructor(place: FilePlace, file: AtomicFile, codec: LineCodec, widths: Width[], rows: number) {
    this.#place = place;
    this.#file = file;
    this.#codec = codec;
    this.#widths = widths;
    this.#rows = rows;
    this.#header = codec.header(codec.columns.columns.slice(0, widths[0]?.cells));
  }

  /** A new table. */
  static async create(place: FilePlace, codec: LineCodec): Promise<LineTable> {
    const file = await AtomicFile.create(place);
    const table = new LineTable(place, file, codec, startingWith(codec), 0);
    await table.#file.write(table.#header);
    return table;
  }

  /** Goes on after the last mark in a finished table; that one stays as it is until this one is finished. */
  static async extend(place: FilePlace, codec: LineCodec, marks: readonly Mark[]): Promise<LineTable> {
    const file = await AtomicFile.create(place);
    const last = marks.at(-1) ?? { row: 0, byte: 0 };
    const table = new LineTable(place, file, codec, startingWith(codec), last.row);
    for await (const bytes of codec.earlier(place.path, last)) await file.writeBytes(bytes);
    return table;
  }

  /** Goes on after the mark in a table that was not finished. */
  static async resume(
    place: FilePlace,
    codec: LineCodec,
    widths: readonly Width[],
    mark: Mark,
  ): Promise<LineTable> {
    const whole = { temporary: `${place.path}.part`, ...place };
    return new LineTable(place, await AtomicFile.resume(whole, mark.byte), codec, [...widths], mark.row);
  }

  write(row: Readonly<Record<string, unknown>>): Promise<void> | undefined {
    const { columns } = this.#codec;
    const before = columns.width;
    this.#codec.put(row, this.#file.next);
    this.#rows += 1;
    // Record 0 is the header.
    if (columns.width > before) this.#widths.push({ fromRecord: this.#rows, cells: columns.width });
    return this.#file.settle();
  }

  async mark(): Promise<Mark> {
    return { row: this.#rows, byte: this.#file.position };
  }

  async checkpoint(): Promise<UnfinishedTable> {
    await this.#file.sync();
    const { columns, known } = this.#codec.columns;
    return { later: columns.slice(known), widths: [...this.#widths] };
  }

  async close(): Promise<void> {
    await this.#file.close();
  }

  async finish(): Promise<FinishedTable> {
    const lines = this.#lines();
    const bytes = this.#codec.file(lines);
    const facts = bytes === undefined ? await this.#file.commit() : await this.#rewrite(bytes);
    const { columns, known } = this.#codec.columns;
    return {
      ...facts,
      rows: this.#rows,
      columns,
      later: columns.slice(known),
      place: (mark) => this.#codec.place(mark, lines),
    };
  }

  discard(): Promise<void> {
    return this.#file.discard();
  }

  #lines(): GatheredLines {
    const path = this.#place.temporary ?? `${this.#place.path}.part`;
    return { path, header: Buffer.byteLength(this.#header), rows: this.#rows, widths: this.#widths };
  }

  async #rewrite(bytes: AsyncIterable<Uint8Array>): Promise<FileFacts> {
    const gathered = await this.#file.close();
    const whole = await AtomicFile.create({ path: this.#place.path, temporary: `${gathered}.whole` });
    try {
      for await (const chunk of bytes) await whole.writeBytes(chunk);
      const facts = await whole.commit();
      await rm(gathered, { force: true });
      return facts;
    } catch (error) {
      await whole.discard();
      throw error;
    }
  }
}

const startingWith = ({ columns }: LineCodec): Width[] => [{ fromRecord: 0, cells: columns.width }];
