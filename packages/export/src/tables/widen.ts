const quote = 0x22;
const lineFeed = 0x0a;

/** From this record on, lines have this many cells. */
export interface Width {
  readonly fromRecord: number;
  readonly cells: number;
}

/**
 * Adds empty cells to the lines that were written before the last column turned up. Works on bytes as they
 * come: a line feed inside quotes is no end of a record.
 */
export class Widener {
  readonly #widths: readonly Width[];
  readonly #wanted: number;
  #record = 0;
  #step = 0;
  #quoted = false;

  /** @param widths in order of fromRecord, the first from 0 */
  constructor(widths: readonly Width[], wanted: number) {
    this.#widths = widths;
    this.#wanted = wanted;
  }

  /** The same bytes with the missing cells; every line must have arrived in the end. */
  widen(bytes: Buffer): Buffer {
    const parts: Buffer[] = [];
    let from = 0;
    for (let i = 0; i < bytes.length; i += 1) {
      const byte = bytes[i];
      if (byte === quote) this.#quoted = !this.#quoted;
      if (byte !== lineFeed || this.#quoted) continue;
      const missing = this.#missing();
      this.#record += 1;
      if (missing === 0) continue;
      parts.push(bytes.subarray(from, i), Buffer.alloc(missing, ','));
      from = i;
    }
    if (parts.length === 0) return bytes;
    parts.push(bytes.subarray(from));
    return Buffer.concat(parts);
  }

  #missing(): number {
    while ((this.#widths[this.#step + 1]?.fromRecord ?? Number.POSITIVE_INFINITY) <= this.#record)
      this.#step += 1;
    return this.#wanted - (this.#widths[this.#step]?.cells ?? this.#wanted);
  }
}
