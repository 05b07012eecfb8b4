import type { ColumnSet } from './column-set.ts';

type Row = Readonly<Record<string, unknown>>;

const needsQuotes = /[",\r\n]/;

/** A text as a CSV cell (RFC 4180). Empty text is quoted, so that it differs from no value. */
export function textCell(text: string): string {
  if (text === '') return '""';
  return needsQuotes.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A JSON value as a CSV cell: no value is empty, objects and lists are JSON text. */
export function cell(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return textCell(value);
    case 'number':
    case 'boolean':
      return String(value);
    case 'object':
      return value === null ? '' : textCell(JSON.stringify(value));
    default:
      return '';
  }
}

/** Turns records into CSV lines, in the column order of a ColumnSet that grows as fields turn up. */
export class CsvEncoder {
  readonly #columns: ColumnSet;
  readonly #onset: number;
  #cells: string[] = [];

  constructor(columns: ColumnSet) {
    this.#columns = columns;
    this.#onset = columns.columns.findIndex((column) => column.name === 'onset');
  }

  /** A line of column names. */
  static header(names: readonly string[]): string {
    return `${names.map(textCell).join(',')}\n`;
  }

  /** One record as a line with line feed; has as many cells as there are columns by then. */
  line(row: Row): string {
    const cells = this.#cells;
    cells.length = this.#columns.width;
    cells.fill('');
    let more: Record<string, unknown> | undefined;
    for (const field of Object.keys(row)) {
      const value = row[field];
      const place = this.#columns.place(field);
      if (isGroup(value)) {
        for (const child of Object.keys(value)) {
          const index = this.#columns.inside(field, place, child);
          if (index === -1) more = { ...more, [`${field}.${child}`]: value[child] };
          else set(cells, index, cell(value[child]));
        }
        continue;
      }
      // A known group that is null needs no column; an unknown field that is null is kept.
      if (value === null && place.inside.size > 0) continue;
      const index = this.#columns.own(field, place);
      if (index === -1) more = { ...more, [field]: value };
      else set(cells, index, cell(value));
    }
    if (this.#onset !== -1 && typeof row.onset === 'number')
      cells[this.#onset + 1] = String(row.onset / 1000);
    if (more !== undefined) set(cells, this.#columns.overflow(), cell(more));
    return `${cells.join(',')}\n`;
  }
}

/** Columns that turned up within this row are beyond the cells it began with. */
function set(cells: string[], index: number, text: string): void {
  while (cells.length <= index) cells.push('');
  cells[index] = text;
}

/** An object whose fields become columns; an empty one is a value. */
function isGroup(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  for (const _ in value) return true;
  return false;
}
