const quote = 0x22;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/** From this record on, lines have this many cells. */
export interface Width {
  /** The header is record 0. */
  readonly fromRecord: number;
  readonly cells: number;
}

/**
 * Adds empty cells to the lines that were written before the last column turned up. Works on bytes as they
 * come, from the first line after the header: a line feed inside quotes is no end of a record.
 */
export class Widener {
  readonly #widths: readonly Width[];
  readonly #wanted: number;
  /** The first byte of a line end: within a cell it would be in quotes. */
  readonly #end: number;
  #record = 1;
  #step = 0;
  #quoted = false;
  /** One buffer for all calls: a new one each would fill the memory faster than it is freed. */
  #wide = Buffer.alloc(0);

  /** @param widths in order of fromRecord, the first from 0 */
  constructor(widths: readonly Width[], wanted: number, lineEnd: 'LF' | 'CRLF' = 'LF') {
    this.#widths = widths;
    this.#wanted = wanted;
    this.#end = lineEnd === 'CRLF' ? carriageReturn : lineFeed;
  }

  /** The same bytes with the missing cells; valid until the next call. */
  widen(bytes: Buffer): Buffer {
    let length = 0;
    let from = 0;
    for (let i = 0; i < bytes.length; i += 1) {
      const byte = bytes[i];
      if (byte === quote) this.#quoted = !this.#quoted;
      if (byte !== this.#end || this.#quoted) continue;
      const missing = this.#missing();
      this.#record += 1;
      if (missing === 0) continue;
      this.#makeRoom(length, i - from + missing);
      length += bytes.copy(this.#wide, length, from, i);
      this.#wide.fill(',', length, length + missing);
      length += missing;
      from = i;
    }
    this.#makeRoom(length, bytes.length - from);
    length += bytes.copy(this.#wide, length, from);
    return this.#wide.subarray(0, length);
  }

  #makeRoom(length: number, more: number): void {
    if (length + more <= this.#wide.length) return;
    const larger = Buffer.allocUnsafe((length + more) * 2);
    this.#wide.copy(larger, 0, 0, length);
    this.#wide = larger;
  }

  #missing(): number {
    while ((this.#widths[this.#step + 1]?.fromRecord ?? Number.POSITIVE_INFINITY) <= this.#record)
      this.#step += 1;
    return this.#wanted - (this.#widths[this.#step]?.cells ?? this.#wanted);
  }
}
