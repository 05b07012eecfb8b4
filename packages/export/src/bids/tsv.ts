/** How BIDS writes a value that isn't there. */
export const missing = 'n/a';

/** What readers may take for the end of a cell or a line; nothing of it can stand in a TSV cell. */
const breaks = /[\p{Cc}\u2028\u2029]+/gu;

/**
 * A text as a TSV cell. Line ends, tabs and other control characters become a space: the cell can't hold them. A cell
 * that starts with a quote is quoted, because readers take a first quote for the start of a quoted cell.
 */
function tsvText(text: string): string {
  const line = text.replace(breaks, ' ').trim();
  if (line === '') return missing;
  return line.startsWith('"') ? `"${line.replaceAll('"', '""')}"` : line;
}

/** A JSON value as a TSV cell; objects and lists are JSON text. */
export function tsvCell(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return tsvText(value);
    case 'number':
      return Number.isFinite(value) ? String(value) : missing;
    case 'boolean':
      return String(value);
    case 'object':
      return value === null ? missing : tsvText(JSON.stringify(value));
    default:
      return missing;
  }
}

/** Milliseconds as seconds; what isn't a number stays as it is. */
export function secondsCell(value: unknown): string {
  return typeof value === 'number' && Number.isFinite(value) ? String(value / 1000) : tsvCell(value);
}

/** A line of cells that are TSV already. */
export const tsvLine = (cells: readonly string[]): string => `${cells.join('\t')}\n`;

/** A whole small table. */
export function tsvTable(header: readonly string[], rows: readonly (readonly unknown[])[]): string {
  return [header, ...rows.map((row) => row.map(tsvCell))].map(tsvLine).join('');
}
