import { TextBytes } from '../files/text-bytes.ts';
import type { ColumnSet } from './column-set.ts';
import { carriageReturn, comma, lineFeed, putByte, putText, putValue } from './csv-cells.ts';
import type { CsvFormat } from './format.ts';
import { RowCells } from './row-cells.ts';

type Row = Readonly<Record<string, unknown>>;

/** What a spreadsheet could take for a formula, also behind apostrophes: what was guarded can be told from what wasn't. */
const formula = /^'*[=+\-@\t\r]/;
const guarded = /^''*[=+\-@\t\r]/;

const guardedText = (text: string): string => (formula.test(text) ? `'${text}` : text);

/** The text before it was guarded. */
export const unguardedText = (text: string): string => (guarded.test(text) ? text.slice(1) : text);

/** Turns records into CSV lines, in the column order of a ColumnSet that grows as fields turn up. */
export class CsvEncoder {
  readonly #cells: RowCells<unknown>;
  readonly #guard: boolean;
  readonly #excel: boolean;

  constructor(columns: ColumnSet, format: Pick<CsvFormat, 'excel' | 'guard'> = {}) {
    this.#guard = format.guard === true;
    this.#excel = format.excel === true;
    this.#cells = new RowCells<unknown>(columns, undefined, (value) => value);
  }

  /** A line of column names, with the mark of UTF-8 before it where Excel needs it. */
  header(names: readonly string[]): string {
    const to = new TextBytes();
    if (this.#excel) to.text('\ufeff');
    this.#put(names, to);
    return to.bytes.toString();
  }

  /** One record as a line with its end; has as many cells as there are columns by then. */
  put(row: Row, to: TextBytes): void {
    this.#put(this.#cells.of(row), to);
  }

  #put(values: readonly unknown[], to: TextBytes): void {
    for (let i = 0; i < values.length; i += 1) {
      if (i > 0) putByte(to, comma);
      const value = values[i];
      // Numbers are left alone: -1 is no formula.
      if (typeof value === 'string') putText(to, this.#guard ? guardedText(value) : value);
      else putValue(to, value);
    }
    if (this.#excel) putByte(to, carriageReturn);
    putByte(to, lineFeed);
  }
}
