import type { ColumnSet } from './column-set.ts';
import type { CsvFormat } from './format.ts';
import { RowCells } from './row-cells.ts';

type Row = Readonly<Record<string, unknown>>;

const needsQuotes = /[",\r\n]/;

/** A text as a CSV cell (RFC 4180). Empty text is quoted, so that it differs from no value. */
function textCell(text: string): string {
  if (text === '') return '""';
  return needsQuotes.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A JSON value as a CSV cell: no value is empty, objects and lists are JSON text. */
function cell(value: unknown): string {
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

/** What a spreadsheet could take for a formula, also behind apostrophes: what was guarded can be told from what wasn't. */
const formula = /^'*[=+\-@\t\r]/;
const guarded = /^''*[=+\-@\t\r]/;

const guardedText = (text: string): string => (formula.test(text) ? `'${text}` : text);

/** The text before it was guarded. */
export const unguardedText = (text: string): string => (guarded.test(text) ? text.slice(1) : text);

/** Numbers are left alone: -1 is no formula. */
const guardedCell = (value: unknown): string =>
  typeof value === 'string' ? textCell(guardedText(value)) : cell(value);

/** Turns records into CSV lines, in the column order of a ColumnSet that grows as fields turn up. */
export class CsvEncoder {
  readonly #cells: RowCells<string>;
  readonly #format: Pick<CsvFormat, 'excel' | 'guard'>;
  readonly #end: string;

  constructor(columns: ColumnSet, format: Pick<CsvFormat, 'excel' | 'guard'> = {}) {
    this.#format = format;
    this.#cells = new RowCells(columns, '', format.guard ? guardedCell : cell);
    this.#end = format.excel ? '\r\n' : '\n';
  }

  /** A line of column names, with the mark of UTF-8 before it where Excel needs it. */
  header(names: readonly string[]): string {
    const cells = names.map((name) => textCell(this.#format.guard ? guardedText(name) : name));
    return `${this.#format.excel ? '\ufeff' : ''}${cells.join(',')}${this.#end}`;
  }

  /** One record as a line with its end; has as many cells as there are columns by then. */
  line(row: Row): string {
    return this.#cells.of(row).join(',') + this.#end;
  }
}
