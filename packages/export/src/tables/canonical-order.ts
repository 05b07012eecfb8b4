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
  /** The first record of the latest time, and those that share it: nearly every record is alone with its time. */
  #first: Row | undefined;
  #others: Row[] = [];

  constructor(time: string, keyOf: (row: Row) => string) {
    this.#time = time;
    this.#keyOf = keyOf;
  }

  /** The records that are in their final order; those of the latest time are kept back. */
  push(rows: readonly Row[]): Row[] {
    const ready: Row[] = [];
    for (const row of rows) {
      if (this.#first !== undefined && this.#isTie(this.#first, row)) {
        this.#others.push(row);
      } else {
        this.#release(ready);
        this.#first = row;
      }
    }
    return ready;
  }

  end(): Row[] {
    const ready: Row[] = [];
    this.#release(ready);
    return ready;
  }

  #isTie(first: Row, row: Row): boolean {
    return compareTimes(first[this.#time], row[this.#time]) === 0 && this.#others.length + 1 < mostTies;
  }

  #release(ready: Row[]): void {
    if (this.#first === undefined) return;
    if (this.#others.length === 0) {
      ready.push(this.#first);
    } else {
      const keyed = [this.#first, ...this.#others].map((row) => ({ row, key: this.#keyOf(row) }));
      keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
      for (const { row } of keyed) ready.push(row);
      this.#others = [];
    }
    this.#first = undefined;
  }
}
