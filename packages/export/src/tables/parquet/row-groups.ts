import type { RowGroup, SchemaElement } from 'hyparquet';
import type { ByteWriter } from 'hyparquet-writer/src/bytewriter.js';
import { writeMetadata } from 'hyparquet-writer/src/metadata.js';
import { toolVersion } from '../../manifest/tool-version.ts';
import type { Block } from './block-reader.ts';
import { ColumnWriter } from './column-writer.ts';
import type { Filling } from './filling.ts';

/** A row group is held whole: this many records at most, */
const mostRows = 10_000;
/** and about this many bytes. */
const mostBytes = 8 * 1024 * 1024;
/** What each value counts for, beside its text. */
const valueBytes = 8;

/** PAR1, at both ends of a file. */
const magic = 0x31_52_41_50;

/** The row groups of a file, and its ends. */
export class RowGroups {
  readonly #columns: readonly Filling[];
  readonly #bytes: ByteWriter;
  readonly #writer: ColumnWriter;
  readonly #groups: RowGroup[] = [];
  #rows = 0;
  #size = 0;

  constructor(columns: readonly Filling[], bytes: ByteWriter) {
    this.#columns = columns;
    this.#bytes = bytes;
    this.#writer = new ColumnWriter(bytes);
    bytes.appendUint32(magic);
  }

  /** Adds records; stops after each row group that was written. */
  *add(block: Block): Generator<void, void> {
    let size = block.rows * this.#columns.length * valueBytes;
    for (const [i, column] of this.#columns.entries())
      size += column.open(i < block.width ? block : undefined);
    if (this.#rows + block.rows < mostRows && this.#size + size < mostBytes) {
      this.#take(block.rows, size);
      return;
    }
    let [rows, sum] = [0, 0];
    for (const one of this.#sizes(block.rows)) {
      rows += 1;
      sum += one;
      if (this.#rows + rows < mostRows && this.#size + sum < mostBytes) continue;
      this.#take(rows, sum);
      this.#write();
      yield;
      [rows, sum] = [0, 0];
    }
    this.#take(rows, sum);
  }

  /** Writes what is left, and the end of the file. */
  end(): void {
    if (this.#rows > 0) this.#write();
    const schema: SchemaElement[] = [
      { name: 'root', num_children: this.#columns.length },
      ...this.#columns.map(({ element }) => element),
    ];
    writeMetadata(this.#bytes, {
      version: 2,
      created_by: toolVersion,
      schema,
      num_rows: this.#groups.reduce((sum, { num_rows: rows }) => sum + rows, 0n),
      row_groups: this.#groups,
      metadata_length: 0,
    });
    this.#bytes.appendUint32(magic);
  }

  /** Bytes that each record of the block counts for. */
  #sizes(rows: number): Float64Array {
    const sizes = new Float64Array(rows).fill(this.#columns.length * valueBytes);
    for (const column of this.#columns) column.addSizes(sizes);
    return sizes;
  }

  #take(rows: number, size: number): void {
    if (rows > 0) for (const column of this.#columns) column.add(rows);
    this.#rows += rows;
    this.#size += size;
  }

  #write(): void {
    const start = this.#bytes.offset;
    const columns = this.#columns.map((column) => {
      const offset = BigInt(this.#bytes.offset);
      const written = this.#writer.write(column.element, column.levels, column.page());
      column.clear();
      return { meta_data: written, file_offset: offset };
    });
    this.#groups.push({
      columns,
      total_byte_size: columns.reduce(
        (sum, { meta_data: { total_uncompressed_size: size } }) => sum + size,
        0n,
      ),
      num_rows: BigInt(this.#rows),
      total_compressed_size: BigInt(this.#bytes.offset - start),
    });
    this.#rows = 0;
    this.#size = 0;
  }
}
