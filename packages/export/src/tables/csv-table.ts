import { rm } from 'node:fs/promises';
import { AtomicFile, type FilePlace } from '../files/atomic-file.ts';
import { chunksOf } from '../files/chunks.ts';
import { type Column, ColumnSet } from './column-set.ts';
import { CsvEncoder } from './csv-encoder.ts';
import type { FinishedTable, Mark, TableOptions, TableWriter, UnfinishedTable } from './table-writer.ts';
import { Widener, type Width } from './widen.ts';

/**
 * Writes records as CSV while they come. New columns are appended to the lines from then on; at the end a second
 * pass gives the earlier lines the cells they lack, only where there are any.
 */
export class CsvTable implements TableWriter {
  readonly #place: FilePlace;
  readonly #file: AtomicFile;
  readonly #columns: ColumnSet;
  readonly #encoder: CsvEncoder;
  readonly #widths: Width[];
  readonly #header: string;
  #rows: number;

  private constructor(place: FilePlace, file: AtomicFile, columns: ColumnSet, widths: Width[], rows: number) {
    this.#place = place;
    this.#file = file;
    this.#columns = columns;
    this.#encoder = new CsvEncoder(columns);
    this.#widths = widths;
    this.#rows = rows;
    this.#header = headerOf(columns.columns.slice(0, widths[0]?.cells));
  }

  /** A new table. */
  static async create({ place, fields }: TableOptions): Promise<CsvTable> {
    const columns = new ColumnSet(fields);
    const table = new CsvTable(place, await AtomicFile.create(place), columns, startingWith(columns), 0);
    await table.#file.write(table.#header);
    return table;
  }

  /** Goes on after the mark in a finished table; that one stays as it is until this one is finished. */
  static async extend(
    { place, fields }: TableOptions,
    later: readonly Column[],
    mark: Mark,
  ): Promise<CsvTable> {
    const columns = new ColumnSet(fields, later);
    const table = new CsvTable(
      place,
      await AtomicFile.create(place),
      columns,
      startingWith(columns),
      mark.row,
    );
    for await (const chunk of chunksOf(place.path, 0, mark.byte)) await table.#file.writeBytes(chunk);
    return table;
  }

  /** Goes on after the mark in a table that was not finished. */
  static async resume(options: TableOptions, unfinished: UnfinishedTable, mark: Mark): Promise<CsvTable> {
    const { place, fields } = options;
    const widths = unfinished.widths.filter(({ fromRecord }) => fromRecord <= mark.row);
    const known = new ColumnSet(fields).known;
    const columns = new ColumnSet(fields, unfinished.later.slice(0, (widths.at(-1)?.cells ?? known) - known));
    const whole = { temporary: `${place.path}.part`, ...place };
    return new CsvTable(place, await AtomicFile.resume(whole, mark.byte), columns, widths, mark.row);
  }

  write(row: Readonly<Record<string, unknown>>): Promise<void> | undefined {
    const before = this.#columns.width;
    const waiting = this.#file.write(this.#encoder.line(row));
    this.#rows += 1;
    // Record 0 is the header.
    if (this.#columns.width > before)
      this.#widths.push({ fromRecord: this.#rows, cells: this.#columns.width });
    return waiting;
  }

  async mark(): Promise<Mark> {
    return { row: this.#rows, byte: await this.#file.position() };
  }

  async checkpoint(): Promise<UnfinishedTable> {
    await this.#file.sync();
    return { later: this.#columns.columns.slice(this.#columns.known), widths: [...this.#widths] };
  }

  async close(): Promise<void> {
    await this.#file.close();
  }

  async finish(): Promise<FinishedTable> {
    const narrow = this.#columns.width === this.#widths[0]?.cells;
    const facts = narrow ? await this.#file.commit() : await this.#rewrite();
    const { columns, known } = this.#columns;
    return {
      ...facts,
      rows: this.#rows,
      columns,
      later: columns.slice(known),
      place: (mark) => this.#moved(mark),
    };
  }

  discard(): Promise<void> {
    return this.#file.discard();
  }

  async #rewrite() {
    const narrow = await this.#file.close();
    const wide = await AtomicFile.create({ path: this.#place.path, temporary: `${narrow}.wide` });
    try {
      await wide.write(headerOf(this.#columns.columns));
      const widener = new Widener(this.#widths, this.#columns.width);
      const start = Buffer.byteLength(this.#header);
      for await (const chunk of chunksOf(narrow, start)) {
        await wide.writeBytes(widener.widen(chunk));
      }
      const facts = await wide.commit();
      await rm(narrow, { force: true });
      return facts;
    } catch (error) {
      await wide.discard();
      throw error;
    }
  }

  /** Where a mark stands after the second pass. */
  #moved({ row, byte }: Mark): Mark {
    const header = Buffer.byteLength(headerOf(this.#columns.columns)) - Buffer.byteLength(this.#header);
    let cells = 0;
    for (const [i, { fromRecord, cells: had }] of this.#widths.entries()) {
      const to = Math.min(this.#widths[i + 1]?.fromRecord ?? Number.POSITIVE_INFINITY, row + 1);
      cells += Math.max(0, to - Math.max(1, fromRecord)) * (this.#columns.width - had);
    }
    return { row, byte: byte + header + cells };
  }
}

const startingWith = (columns: ColumnSet): Width[] => [{ fromRecord: 0, cells: columns.width }];

function headerOf(columns: readonly Column[]): string {
  return CsvEncoder.header(columns.map(({ name }) => name));
}
