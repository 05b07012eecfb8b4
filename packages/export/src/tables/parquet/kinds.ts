import type { Column } from '../column-set.ts';
import { timePrecision } from './times.ts';

/** Kinds of values that a column can hold, as bits. */
export const kindBits = { text: 1, number: 2, boolean: 4, nested: 8, ms: 16, us: 32 } as const;

/** Whether the registry says that the values of a column are moments. */
export const holdsTimes = ({ unit, kinds }: Column): boolean =>
  unit === 'ISO 8601' && kinds !== undefined && kinds.includes('string');

/** Counts, for a table, what kinds of values each of its columns has had. */
export class ColumnKinds {
  readonly #columns: readonly Column[];
  readonly #bits: number[];
  readonly #times: boolean[] = [];

  /** @param columns of the table; grows with it */
  constructor(columns: readonly Column[], before: readonly number[] = []) {
    this.#columns = columns;
    this.#bits = [...before];
  }

  add(cells: readonly unknown[]): void {
    for (let i = this.#times.length; i < cells.length; i += 1) {
      const column = this.#columns[i];
      this.#times.push(column !== undefined && holdsTimes(column));
      this.#bits[i] ??= 0;
    }
    for (let i = 0; i < cells.length; i += 1) {
      const cell = cells[i];
      if (cell !== null && cell !== undefined) this.#bits[i] = (this.#bits[i] ?? 0) | this.#bitOf(i, cell);
    }
  }

  get bits(): readonly number[] {
    return this.#bits;
  }

  #bitOf(i: number, cell: unknown): number {
    switch (typeof cell) {
      case 'number':
        return kindBits.number;
      case 'boolean':
        return kindBits.boolean;
      case 'string': {
        const precision = this.#times[i] ? timePrecision(cell) : undefined;
        return precision === undefined ? kindBits.text : kindBits[precision];
      }
      default:
        return kindBits.nested;
    }
  }
}
