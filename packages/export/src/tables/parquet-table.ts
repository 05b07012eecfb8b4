import { rm } from 'node:fs/promises';
import { AtomicFile, type FilePlace } from '../files/atomic-file.ts';
import type { ColumnSet } from './column-set.ts';
import { BlockWriter } from './parquet/block-writer.ts';
import { parquetCells } from './parquet/read.ts';
import { RowCells } from './row-cells.ts';
import type { FinishedTable, Mark, TableWriter, UnfinishedTable } from './table-writer.ts';
import type { Width } from './widen.ts';

/** Bytes that are gathered before they go to the file. */
const chunkSize = 256 * 1024;

/**
 * Parquet. Records are gathered in blocks while they come, which can be taken up again at any mark; only in the end it
 * is known which type holds all values of a column, and the blocks become the file.
 */
export class ParquetTable implements TableWriter {
  readonly #place: Required<FilePlace>;
  readonly #file: AtomicFile;
  readonly #columns: ColumnSet;
  readonly #cells: RowCells<unknown>;
  readonly #blocks: BlockWriter;
  readonly #widths: Width[];
  #rows: number;
  /** Bytes in the file. */
  #written: number;

  private constructor(
    place: FilePlace,
    file: AtomicFile,
    columns: ColumnSet,
    { kinds, widths, at }: { kinds?: readonly number[] | undefined; widths?: readonly Width[]; at: Mark },
  ) {
    this.#place = withTemporary(place);
    this.#file = file;
    this.#columns = columns;
    this.#cells = new RowCells<unknown>(columns, null, (value) => value);
    this.#blocks = new BlockWriter(columns.columns, kinds);
    this.#widths = [...(widths ?? [{ fromRecord: 0, cells: columns.width }])];
    this.#rows = at.row;
    this.#written = at.byte;
  }

  /** A new table. @param columns those that are known; grow with what turns up */
  static async create(place: FilePlace, columns: ColumnSet): Promise<ParquetTable> {
    return new ParquetTable(place, await AtomicFile.create(place), columns, { at: { row: 0, byte: 0 } });
  }

  /**
   * Goes on after the last mark in a finished table; that one stays as it is until this one is finished.
   * @param kinds what the columns of the finished table have held, as bits
   * @returns also the marks as they stand in this one
   */
  static async extend(
    place: FilePlace,
    columns: ColumnSet,
    kinds: readonly number[] | undefined,
    marks: readonly Mark[],
  ): Promise<{ table: ParquetTable; marks: readonly Mark[] }> {
    const table = new ParquetTable(place, await AtomicFile.create(place), columns, {
      kinds,
      at: { row: 0, byte: 0 },
    });
    const moved: Mark[] = [];
    const last = marks.at(-1)?.row ?? 0;
    const move = async (): Promise<void> => {
      // Several marks stand in one place where no record of this table came between them.
      while (marks[moved.length]?.row === table.#rows) moved.push(await table.mark());
    };
    await move();
    for await (const cells of parquetCells(place.path, 0, last)) {
      await table.#add(cells);
      await move();
    }
    return { table, marks: moved };
  }

  /** Goes on after the mark in a table that was not finished. */
  static async resume(
    place: FilePlace,
    columns: ColumnSet,
    { kinds, widths }: Pick<UnfinishedTable, 'kinds' | 'widths'>,
    at: Mark,
  ): Promise<ParquetTable> {
    const file = await AtomicFile.resume(withTemporary(place), at.byte);
    return new ParquetTable(place, file, columns, { kinds, widths, at });
  }

  write(row: Readonly<Record<string, unknown>>): Promise<void> | undefined {
    const before = this.#columns.width;
    const waiting = this.#add(this.#cells.of(row));
    // Record 0 is the header of formats that have one.
    if (this.#columns.width > before)
      this.#widths.push({ fromRecord: this.#rows, cells: this.#columns.width });
    return waiting;
  }

  async mark(): Promise<Mark> {
    this.#blocks.end();
    return { row: this.#rows, byte: this.#written + this.#blocks.bytes.length };
  }

  async checkpoint(): Promise<UnfinishedTable> {
    await this.#flush();
    await this.#file.sync();
    const { columns, known } = this.#columns;
    return { later: columns.slice(known), kinds: [...this.#blocks.kinds], widths: [...this.#widths] };
  }

  async close(): Promise<void> {
    await this.#flush();
    await this.#file.close();
  }

  async finish(): Promise<FinishedTable> {
    await this.close();
    const { path, temporary } = this.#place;
    const { columns, known } = this.#columns;
    const kinds = [...this.#blocks.kinds];
    // Loaded when needed: most runs write no Parquet, and each would start a tenth later.
    const { parquetBytes } = await import('./parquet/write.ts');
    const whole = await AtomicFile.create({ path, temporary: `${temporary}.whole` });
    try {
      for await (const chunk of parquetBytes(temporary, columns, kinds)) await whole.writeBytes(chunk);
      const facts = await whole.commit();
      await rm(temporary, { force: true });
      const place = ({ row }: Mark): Mark => ({ row, byte: 0 });
      return { ...facts, rows: this.#rows, columns, later: columns.slice(known), kinds, place };
    } catch (error) {
      await whole.discard();
      throw error;
    }
  }

  discard(): Promise<void> {
    return this.#file.discard();
  }

  #add(cells: readonly unknown[]): Promise<void> | undefined {
    this.#blocks.add(cells);
    this.#rows += 1;
    return this.#blocks.bytes.length >= chunkSize ? this.#put() : undefined;
  }

  async #flush(): Promise<void> {
    this.#blocks.end();
    await this.#put();
  }

  async #put(): Promise<void> {
    const { bytes } = this.#blocks;
    await this.#file.writeBytes(bytes.filled);
    this.#written += bytes.length;
    bytes.clear();
  }
}

const withTemporary = (place: FilePlace): Required<FilePlace> => ({
  temporary: `${place.path}.part`,
  ...place,
});
