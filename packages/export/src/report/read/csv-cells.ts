import { type Cells, momentOf } from './cells.ts';
import { parseNumber } from './parse-number.ts';
import { TextPool } from './text-pool.ts';

const comma = 0x2c;
const quote = 0x22;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/**
 * Reads some columns of CSV as this package writes it: comma, RFC 4180 quotes, either line end. Bytes become values
 * only where they are asked for, so that a million rows take about a second.
 * @param chunks each is copied before the next is taken
 */
export async function readCsvCells(
  chunks: AsyncIterable<Uint8Array>,
  columns: readonly string[],
  each: (cells: Cells) => void,
): Promise<void> {
  const cells = new CsvCells();
  // One buffer for all: new ones by the chunk would wait for the garbage collector.
  let buffer = Buffer.alloc(0);
  let filled = 0;
  const add = (chunk: Uint8Array) => {
    if (filled + chunk.length > buffer.length) {
      const larger = Buffer.alloc(Math.max(filled + chunk.length, buffer.length * 2));
      buffer.copy(larger, 0, 0, filled);
      buffer = larger;
    }
    buffer.set(chunk, filled);
    filled += chunk.length;
    const end = cells.lines(buffer.subarray(0, filled), columns, each);
    buffer.copyWithin(0, end, filled);
    filled -= end;
  };
  for await (const chunk of chunks) add(chunk);
  if (filled > 0) add(Buffer.from('\n'));
}

class CsvCells implements Cells {
  readonly #pool = new TextPool();
  #bytes: Buffer = Buffer.alloc(0);
  /** Cells of a row that are wanted, by their place in the file; undefined until the header is read. */
  #wanted: Int32Array | undefined;
  /** The last of them: what comes after isn't looked at. */
  #last = -1;
  #starts = new Int32Array(0);
  #ends = new Int32Array(0);

  /** Takes the whole lines; returns where the first unfinished one begins. */
  lines(bytes: Buffer, columns: readonly string[], each: (cells: Cells) => void): number {
    this.#bytes = bytes;
    let start = 0;
    let nextQuote = bytes.indexOf(quote);
    for (;;) {
      let end = bytes.indexOf(lineFeed, start);
      if (end === -1) return start;
      if (nextQuote !== -1 && nextQuote < start) nextQuote = bytes.indexOf(quote, start);
      if (nextQuote !== -1 && nextQuote < end) {
        end = endOfQuotedLine(bytes, nextQuote);
        if (end === -1) return start;
      }
      const last = end > start && bytes[end - 1] === carriageReturn ? end - 1 : end;
      if (this.#wanted === undefined) this.#readHeader(bytes.subarray(start, last), columns);
      else if (last > start) {
        this.#split(start, last);
        each(this);
      }
      start = end + 1;
    }
  }

  text(column: number): string | null {
    const start = this.#starts[column] ?? -1;
    const end = this.#ends[column] ?? -1;
    if (start >= end) return null;
    if (this.#bytes[start] !== quote) return this.#pool.text(this.#bytes, start, end);
    return this.#bytes.toString('utf8', start + 1, end - 1).replaceAll('""', '"');
  }

  number(column: number): number | null {
    return parseNumber(this.#bytes, this.#starts[column] ?? 0, this.#ends[column] ?? 0);
  }

  moment(column: number): number | null {
    return momentOf(this.text(column));
  }

  #readHeader(line: Buffer, columns: readonly string[]): void {
    const names = cellsOf(line.toString('utf8').replace(/^\ufeff/, ''));
    const places = columns.map((name) => names.indexOf(name));
    this.#last = Math.max(-1, ...places);
    this.#wanted = new Int32Array(this.#last + 1).fill(-1);
    for (const [i, place] of places.entries()) if (place !== -1) this.#wanted[place] = i;
    this.#starts = new Int32Array(columns.length).fill(-1);
    this.#ends = new Int32Array(columns.length).fill(-1);
  }

  #split(start: number, end: number): void {
    const bytes = this.#bytes;
    const wanted = this.#wanted ?? new Int32Array(0);
    const last = this.#last;
    let from = start;
    for (let cell = 0; cell <= last; cell += 1) {
      let to = from;
      if (bytes[to] === quote) {
        to = endOfQuotes(bytes, to);
        if (to === -1 || to > end) to = end;
      } else while (to < end && bytes[to] !== comma) to += 1;
      const column = wanted[cell] ?? -1;
      if (column !== -1) {
        this.#starts[column] = from;
        this.#ends[column] = Math.min(to, end);
      }
      // A short row ends before its last cells: they have no value.
      from = Math.min(to + 1, end);
    }
  }
}

/** The line feed that ends a line with quotes; -1 where it isn't there yet. */
function endOfQuotedLine(bytes: Buffer, firstQuote: number): number {
  let position = firstQuote;
  let inside = false;
  for (; position < bytes.length; position += 1) {
    const byte = bytes[position];
    if (byte === quote) inside = !inside;
    else if (byte === lineFeed && !inside) return position;
  }
  return -1;
}

/** Where a cell that begins with a quote ends; doubled quotes belong to it. */
function endOfQuotes(bytes: Buffer, start: number): number {
  let position = start + 1;
  for (;;) {
    position = bytes.indexOf(quote, position);
    if (position === -1) return -1;
    if (bytes[position + 1] !== quote) return position + 1;
    position += 2;
  }
}

/** The names in a header. */
function cellsOf(line: string): string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '',
  );
}
