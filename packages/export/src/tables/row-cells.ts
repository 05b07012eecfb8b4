import type { ColumnSet, Place } from './column-set.ts';

type Row = Readonly<Record<string, unknown>>;

/** Turns records into cells in the column order of a ColumnSet, which grows as fields turn up. */
export class RowCells<Cell> {
  readonly #columns: ColumnSet;
  readonly #empty: Cell;
  readonly #cellOf: (value: unknown) => Cell;
  readonly #onset: number;
  readonly #cells: Cell[] = [];
  /** Fields and places of the record before, by position: most records have the same fields in the same order. */
  readonly #fields: string[] = [];
  readonly #places: Place[] = [];

  /**
   * @param empty what stands for no value
   * @param cellOf the cell of a value
   */
  constructor(columns: ColumnSet, empty: Cell, cellOf: (value: unknown) => Cell) {
    this.#columns = columns;
    this.#empty = empty;
    this.#cellOf = cellOf;
    this.#onset = columns.columns.findIndex((column) => column.name === 'onset');
  }

  /** The cells of a record, as many as there are columns by then; valid until the next call. */
  of(row: Row): Cell[] {
    const cells = this.#cells;
    const cellOf = this.#cellOf;
    cells.length = this.#columns.width;
    cells.fill(this.#empty);
    let more: Record<string, unknown> | undefined;
    let position = 0;
    for (const field in row) {
      const value = row[field];
      const place = this.#placeOf(field, position);
      position += 1;
      if (isGroup(value)) {
        for (const child in value) {
          const index = this.#columns.inside(field, place, child);
          if (index === -1) more = { ...more, [`${field}.${child}`]: value[child] };
          else if (index < cells.length) cells[index] = cellOf(value[child]);
          else this.#set(index, value[child]);
        }
        continue;
      }
      // A known group that is null needs no column; an unknown field that is null is kept.
      if (value === null && place.inside.size > 0) continue;
      const index = this.#columns.own(field, place);
      if (index === -1) more = { ...more, [field]: value };
      else if (index < cells.length) cells[index] = cellOf(value);
      else this.#set(index, value);
    }
    if (this.#onset !== -1 && typeof row.onset === 'number') {
      this.#set(this.#onset + 1, row.onset / 1000);
    }
    if (more !== undefined) this.#set(this.#columns.overflow(), more);
    return cells;
  }

  #placeOf(field: string, position: number): Place {
    const known = this.#places[position];
    if (known !== undefined && this.#fields[position] === field) return known;
    const place = this.#columns.place(field);
    this.#fields[position] = field;
    this.#places[position] = place;
    return place;
  }

  /** Columns that turned up within this row are beyond the cells it began with. */
  #set(index: number, value: unknown): void {
    while (this.#cells.length <= index) this.#cells.push(this.#empty);
    this.#cells[index] = this.#cellOf(value);
  }
}

/** An object whose fields become columns; an empty one is a value. */
function isGroup(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  for (const _ in value) return true;
  return false;
}
