import type { ManifestTable } from '../manifest/manifest.ts';

/** How a file is read with a tool. */
export interface LoadingHint {
  readonly tool: 'R' | 'pandas' | 'DuckDB' | 'Excel';
  readonly format: ManifestTable['format'];
  /** Language of the code; absent where it is prose. */
  readonly language?: 'r' | 'python' | 'sql';
  readonly text: string;
}

type Table = Pick<ManifestTable, 'path' | 'format' | 'dialect' | 'columns'>;

/** How to read the tables of an export, by the example of one of each format. */
export function loadingHints(files: readonly ManifestTable[]): LoadingHint[] {
  const formats = ['csv', 'ndjson', 'parquet'] as const;
  return formats.flatMap((format) => {
    const own = files.filter((table) => table.format === format);
    const example = own.find(({ type }) => type === 'events') ?? own.at(0);
    return example === undefined ? [] : hintsFor(example);
  });
}

function hintsFor(table: Table): LoadingHint[] {
  const { format } = table;
  return [
    { tool: 'R', format, language: 'r', text: inR(table) },
    { tool: 'pandas', format, language: 'python', text: inPandas(table) },
    { tool: 'DuckDB', format, language: 'sql', text: inDuckDb(table) },
    ...(format === 'csv' ? [{ tool: 'Excel' as const, format, text: inExcel(table) }] : []),
  ];
}

const hasTimestamp = ({ columns }: Table): boolean => columns.some(({ name }) => name === 'timestamp');

function inR(table: Table): string {
  const { path, format } = table;
  const lines = path.includes('*')
    ? inRFromSeveral(table)
    : [`data <- ${rReaders(table)[format](`"${path}"`)}`];
  if (hasTimestamp(table) && format !== 'parquet') {
    lines.push('data$timestamp <- as.POSIXct(data$timestamp, format = "%Y-%m-%dT%H:%M:%OSZ", tz = "UTC")');
  }
  return lines.join('\n');
}

const rReaders = ({ dialect }: Table) => {
  const encoding = dialect === 'excel' ? 'fileEncoding = "UTF-8-BOM"' : 'encoding = "UTF-8"';
  return {
    csv: (file: string, more = '') =>
      `read.csv(${file}, na.strings = "", ${encoding}, check.names = FALSE${more})`,
    ndjson: (file: string) => `jsonlite::stream_in(gzfile(${file}))`,
    parquet: (file: string) => `arrow::read_parquet(${file})`,
  };
};

/** A column can be all numbers in one room and text in another: its type is found when the rooms are together. */
function inRFromSeveral(table: Table): string[] {
  const { path, format } = table;
  const files = `files <- Sys.glob("${path}")`;
  if (format === 'ndjson') {
    return [files, 'data <- jsonlite::stream_in(textConnection(unlist(lapply(files, readLines))))'];
  }
  const readers = rReaders(table);
  const read = format === 'csv' ? readers.csv('file', ', colClasses = "character"') : readers.parquet('file');
  return [
    files,
    `data <- dplyr::bind_rows(lapply(files, function(file) ${read}))`,
    ...(format === 'csv' ? ['data <- type.convert(data, as.is = TRUE)'] : []),
  ];
}

function inPandas(table: Table): string {
  const { path } = table;
  const readers = {
    csv: (file: string) => `pd.read_csv(${file}, keep_default_na=False, na_values=[""])`,
    ndjson: (file: string) => `pd.read_json(${file}, lines=True, convert_dates=False, dtype=False)`,
    parquet: (file: string) => `pd.read_parquet(${file})`,
  };
  const read = readers[table.format];
  const lines = path.includes('*')
    ? [
        'from glob import glob',
        '',
        'import pandas as pd',
        '',
        `data = pd.concat(${read('file')} for file in sorted(glob("${path}")))`,
      ]
    : ['import pandas as pd', '', `data = ${read(`"${path}"`)}`];
  if (hasTimestamp(table) && table.format !== 'parquet') {
    lines.push('data["timestamp"] = data["timestamp"].astype("datetime64[ns, UTC]")');
  }
  return lines.join('\n');
}

function inDuckDb(table: Table): string {
  const { path } = table;
  const several = path.includes('*') ? ', union_by_name = true' : '';
  const readers = {
    csv: `read_csv('${path}', header = true, delim = ',', quote = '"', escape = '"', sample_size = -1${several})`,
    ndjson: `read_json('${path}', format = 'newline_delimited', sample_size = -1${several})`,
    parquet: `read_parquet('${path}'${several})`,
  };
  return `SELECT * FROM ${readers[table.format]};`;
}

const inExcel = (table: Table): string =>
  table.dialect === 'excel'
    ? 'Open the file: it was written for Excel.'
    : 'Data, From Text/CSV, file origin 65001: Unicode (UTF-8). Or export with --csv-dialect excel and open the file. A cell takes at most 32,767 characters.';
