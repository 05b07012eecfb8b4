import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { AtomicFile } from '../files/atomic-file.ts';
import { ColumnSet } from './column-set.ts';
import { CsvEncoder } from './csv-encoder.ts';
import type { FinishedTable, TableOptions, TableWriter } from './table-writer.ts';
import { Widener, type Width } from './widen.ts';

/** Writes records as CSV while they come. A second pass is needed only when columns turned up on the way. */
export class CsvTable implements TableWriter {
  readonly #options: TableOptions;
  readonly #file: AtomicFile;
  readonly #columns: ColumnSet;
  readonly #encoder: CsvEncoder;
  readonly #headerWidth: number;
  readonly #widths: Width[];
  #rows = 0;

  private constructor(options: TableOptions, file: AtomicFile) {
    this.#options = options;
    this.#file = file;
    this.#columns = new ColumnSet(options.fields);
    this.#encoder = new CsvEncoder(this.#columns);
    this.#headerWidth = this.#columns.width;
    this.#widths = [{ fromRecord: 0, cells: this.#headerWidth }];
  }

  static async create(options: TableOptions): Promise<CsvTable> {
    const file = await AtomicFile.create(options.path);
    const table = new CsvTable(options, file);
    await file.write(table.#encoder.header());
    return table;
  }

  async write(rows: readonly Readonly<Record<string, unknown>>[]): Promise<void> {
    for (const row of rows) {
      const before = this.#columns.width;
      const waiting = this.#file.write(this.#encoder.line(row));
      this.#rows += 1;
      // Record 0 is the header.
      if (this.#columns.width > before)
        this.#widths.push({ fromRecord: this.#rows, cells: this.#columns.width });
      if (waiting !== undefined) await waiting;
    }
  }

  async finish(): Promise<FinishedTable> {
    const facts =
      this.#columns.width === this.#headerWidth ? await this.#file.commit() : await this.#rewrite();
    return { ...facts, rows: this.#rows, columns: this.#columns.columns };
  }

  discard(): Promise<void> {
    return this.#file.discard();
  }

  async #rewrite() {
    const narrow = await this.#file.close();
    const wide = await AtomicFile.create(`${narrow}.wide`);
    try {
      await wide.write(this.#encoder.header());
      const widener = new Widener(this.#widths, this.#columns.width);
      let header = true;
      for await (const chunk of createReadStream(narrow, { highWaterMark: 256 * 1024 })) {
        let bytes = widener.widen(chunk as Buffer);
        if (header) {
          // Column names may hold line feeds too, but known ones, which stand here, don't.
          bytes = bytes.subarray(bytes.indexOf('\n') + 1);
          header = false;
        }
        await wide.writeBytes(bytes);
      }
      const facts = await wide.commit(this.#options.path);
      await rm(narrow, { force: true });
      return facts;
    } catch (error) {
      await wide.discard();
      throw error;
    }
  }
}
