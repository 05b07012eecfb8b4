import { compareTimes } from './times.ts';

type Row = Readonly<Record<string, unknown>>;

/** A server could give all rows one time: then their order is the server's. */
const mostTies = 20_000;

/**
 * Puts records with the same time in the order of their keys. The service doesn't say how it orders ties, so
 * without this the same data could give different files.
 */
export class CanonicalOrder {
  readonly #time: string;
  readonly #keyOf: (row: Row) => string;
  #ties: Row[] = [];

  constructor(time: string, keyOf: (row: Row) => string) {
    this.#time = time;
    this.#keyOf = keyOf;
  }

  /** The records that are in their final order; those of the latest time are kept back. */
  push(rows: readonly Row[]): Row[] {
    const ready: Row[] = [];
    for (const row of rows) {
      const [tie] = this.#ties;
      if (
        tie !== undefined &&
        (compareTimes(tie[this.#time], row[this.#time]) !== 0 || this.#ties.length >= mostTies)
      ) {
        this.#release(ready);
      }
      this.#ties.push(row);
    }
    return ready;
  }

  end(): Row[] {
    const ready: Row[] = [];
    this.#release(ready);
    return ready;
  }

  #release(ready: Row[]): void {
    if (this.#ties.length > 1) {
      const keyed = this.#ties.map((row) => ({ row, key: this.#keyOf(row) }));
      keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
      for (const { row } of keyed) ready.push(row);
    } else {
      ready.push(...this.#ties);
    }
    this.#ties = [];
  }
}
