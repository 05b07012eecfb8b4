import type { Column } from '../column-set.ts';
import { BlockColumn, Values } from './block-column.ts';
import { blockRows, headerBytes } from './block-format.ts';
import { Bytes } from './bytes.ts';

/** Text that is held until a block is full, in UTF-16 units. */
const mostText = 256 * 1024;

/** Puts records into blocks, and notes what kinds of values each column has had. */
export class BlockWriter {
  /** Blocks that have ended. */
  readonly bytes = new Bytes();
  readonly #columns: readonly Column[];
  readonly #writers: BlockColumn[] = [];
  readonly #values = new Values();
  readonly #kinds: number[];
  /** Record after record. */
  readonly #cells: unknown[] = [];
  #width = 0;
  #rows = 0;
  #text = 0;

  /**
   * @param columns of the table; grows with it
   * @param kinds what they have held before, as bits
   */
  constructor(columns: readonly Column[], kinds: readonly number[] = []) {
    this.#columns = columns;
    this.#kinds = [...kinds];
  }

  /** What the columns have held in all blocks that have ended, as bits. */
  get kinds(): readonly number[] {
    return this.#kinds;
  }

  /** Adds a record; null and undefined are no value. Cells that were added later are missing in earlier records. */
  add(row: readonly unknown[]): void {
    if (row.length !== this.#width) this.end();
    this.#width = row.length;
    const cells = this.#cells;
    const from = this.#rows * this.#width;
    for (let i = 0; i < row.length; i += 1) {
      let cell = row[i];
      // As it is now: what is inside an object may change until the block ends.
      if (typeof cell === 'object' && cell !== null) cell = JSON.stringify(cell);
      if (typeof cell === 'string') this.#text += cell.length;
      cells[from + i] = cell;
    }
    this.#rows += 1;
    if (this.#rows >= blockRows || this.#text >= mostText) this.end();
  }

  /** Ends the block, so that what is there can be read back. */
  end(): void {
    if (this.#rows === 0) return;
    const { bytes } = this;
    const start = bytes.length;
    bytes.reserve(headerBytes);
    bytes.length += headerBytes;
    for (let i = 0; i < this.#width; i += 1) {
      this.#values.take(this.#cells, i, this.#width, this.#rows);
      const seen = this.#writer(i).write(bytes, this.#rows);
      this.#kinds[i] = (this.#kinds[i] ?? 0) | seen;
    }
    bytes.view.setUint32(start, bytes.length - start - 4, true);
    bytes.view.setUint32(start + 4, this.#rows, true);
    bytes.view.setUint32(start + 8, this.#width, true);
    // Long texts aren't kept until other ones take their place.
    if (this.#text >= mostText) this.#cells.length = 0;
    this.#rows = 0;
    this.#text = 0;
  }

  #writer(i: number): BlockColumn {
    let writer = this.#writers[i];
    if (writer === undefined) {
      writer = new BlockColumn(this.#columns[i], this.#values);
      this.#writers[i] = writer;
    }
    return writer;
  }
}
