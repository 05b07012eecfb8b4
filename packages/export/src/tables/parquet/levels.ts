/** Which records of a row group have a value in a column. */
export class Levels {
  rows = 0;
  values = 0;
  #levels = new Uint8Array(0);

  /** 1 for each record that has a value, else 0. */
  get each(): Uint8Array {
    return this.#levels.subarray(0, this.rows);
  }

  /** Adds records of which all have a value, or none. */
  addAlike(rows: number, level: 0 | 1): void {
    this.#reserve(rows);
    this.#levels.fill(level, this.rows, this.rows + rows);
    this.rows += rows;
    this.values += rows * level;
  }

  add(levels: Uint8Array): void {
    this.#reserve(levels.length);
    this.#levels.set(levels, this.rows);
    this.rows += levels.length;
    for (const level of levels) this.values += level;
  }

  clear(): void {
    this.rows = 0;
    this.values = 0;
  }

  #reserve(more: number): void {
    if (this.rows + more <= this.#levels.length) return;
    const larger = new Uint8Array(Math.max(this.rows + more, this.#levels.length * 2));
    larger.set(this.#levels.subarray(0, this.rows));
    this.#levels = larger;
  }
}
