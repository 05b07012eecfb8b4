import type { ExportSettings } from '../settings/export-settings.ts';

export interface CsvFormat {
  readonly kind: 'csv';
  readonly gzip?: true;
  /** Byte order mark and CRLF, as Excel wants it. */
  readonly excel?: true;
  /** Text that a spreadsheet could take for a formula gets an apostrophe before it. */
  readonly guard?: true;
}

/** A record per line, as JSON, as the API gave it. */
export interface NdjsonFormat {
  readonly kind: 'ndjson';
  readonly gzip?: true;
}

/** Typed columns. */
export interface ParquetFormat {
  readonly kind: 'parquet';
}

/** How a table is written. */
export type TableFormat = CsvFormat | NdjsonFormat | ParquetFormat;

/** The formats that the settings ask for, each once, in an order that doesn't depend on how they were asked for. */
export function formatsOf(
  settings: Pick<ExportSettings, 'format' | 'gzip' | 'csvDialect' | 'formulaGuard'>,
): TableFormat[] {
  const wanted = new Set(settings.format ?? ['csv']);
  const gzip = settings.gzip ? ({ gzip: true } as const) : {};
  const formats: TableFormat[] = [];
  if (wanted.has('csv')) {
    const excel = settings.csvDialect === 'excel' ? ({ excel: true } as const) : {};
    const guard = settings.formulaGuard ? ({ guard: true } as const) : {};
    formats.push({ kind: 'csv', ...gzip, ...excel, ...guard });
  }
  if (wanted.has('ndjson')) formats.push({ kind: 'ndjson', ...gzip });
  if (wanted.has('parquet')) formats.push({ kind: 'parquet' });
  return formats;
}

/** The end of a file's name, e.g. csv.gz. */
export const extensionOf = (format: TableFormat): string =>
  format.kind !== 'parquet' && format.gzip ? `${format.kind}.gz` : format.kind;

/** All that decides about a file's bytes: csv, csv gzip excel, … */
export const formatName = ({ kind, ...options }: TableFormat): string =>
  [kind, ...Object.keys(options).sort()].join(' ');
