import { open } from 'node:fs/promises';
import type { AsyncBuffer } from 'hyparquet';
import { timeText } from './times.ts';

/** Without it the first character of a text could be taken for a byte order mark. */
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Values as the cells they were written from; moments as text, all with the precision of their column. */
const parsers = {
  stringFromBytes: (bytes: Uint8Array): unknown => bytes && decoder.decode(bytes),
  timestampFromMilliseconds: (ms: bigint): string => timeText(ms * 1000n, 'ms'),
  timestampFromMicroseconds: (us: bigint): string => timeText(us, 'us'),
};

const exactParsers = {
  stringFromBytes: parsers.stringFromBytes,
  timestampFromMilliseconds: (ms: bigint): bigint => ms * 1000n,
  timestampFromMicroseconds: (us: bigint): bigint => us,
};

/** Records of a Parquet file of ours from one row to another, as cells; undefined is no value. Holds a row group. */
export async function* parquetCells(
  path: string,
  start = 0,
  end = Number.POSITIVE_INFINITY,
): AsyncGenerator<readonly unknown[], void> {
  const { file, close } = await openFile(path);
  try {
    const { parquetMetadataAsync, parquetRead } = await import('hyparquet');
    const metadata = await parquetMetadataAsync(file, { parsers });
    let first = 0;
    for (const group of metadata.row_groups) {
      const rows = Number(group.num_rows);
      const [rowStart, rowEnd] = [Math.max(first, start), Math.min(first + rows, end)];
      first += rows;
      if (rowStart >= rowEnd) continue;
      let cells: unknown[][] = [];
      await parquetRead({
        file,
        metadata,
        parsers,
        rowStart,
        rowEnd,
        onComplete: (all) => {
          cells = all;
        },
      });
      yield* cells;
    }
  } finally {
    await close();
  }
}

/** Some columns of a row group. */
export interface ColumnGroup {
  readonly rows: number;
  /** In the order that they were asked for; undefined where the file has no such column. */
  readonly values: readonly (ArrayLike<unknown> | undefined)[];
}

/** Some columns of a Parquet file of ours, row group by row group; moments as microseconds since 1970. */
export async function* parquetColumnGroups(
  path: string,
  names: readonly string[],
): AsyncGenerator<ColumnGroup, void> {
  const { file, close } = await openFile(path);
  try {
    const { parquetMetadataAsync, parquetRead } = await import('hyparquet');
    const metadata = await parquetMetadataAsync(file);
    const there = metadata.schema.slice(1).map(({ name }) => name);
    const columns = there.filter((name) => names.includes(name));
    let rowStart = 0;
    for (const group of metadata.row_groups) {
      const rows = Number(group.num_rows);
      const rowEnd = rowStart + rows;
      const values = new Map<string, ArrayLike<unknown>>();
      await parquetRead({
        file,
        metadata,
        columns,
        rowStart,
        rowEnd,
        parsers: exactParsers,
        // Several times for a column that has several pages.
        onChunk: ({ columnName: name, columnData: data }) => {
          const before = values.get(name);
          values.set(
            name,
            before === undefined ? data : [...Array.from(before), ...Array.from<unknown>(data)],
          );
        },
      });
      yield { rows, values: names.map((name) => values.get(name)) };
      rowStart = rowEnd;
    }
  } finally {
    await close();
  }
}

/** Names of the columns, in order. */
export async function parquetColumns(path: string): Promise<string[]> {
  const { file, close } = await openFile(path);
  try {
    const { parquetMetadataAsync } = await import('hyparquet');
    const { schema } = await parquetMetadataAsync(file);
    return schema.slice(1).map(({ name }) => name);
  } finally {
    await close();
  }
}

async function openFile(path: string): Promise<{ file: AsyncBuffer; close: () => Promise<void> }> {
  const handle = await open(path, 'r');
  const { size } = await handle.stat();
  const slice = async (from: number, to = size): Promise<ArrayBuffer> => {
    const bytes = new Uint8Array(to - from);
    await handle.read(bytes, 0, bytes.length, from);
    return bytes.buffer;
  };
  return { file: { byteLength: size, slice }, close: () => handle.close() };
}
