import type { ManifestTable } from '../manifest/manifest.ts';

/** Formats hold the same rows; this is the order in which they are preferred for reading. */
const preferred = ['csv', 'ndjson', 'parquet'] as const satisfies readonly ManifestTable['format'][];

/** Each table once, where it is there in several formats. */
export function inOneFormat(tables: readonly ManifestTable[]): ManifestTable[] {
  const chosen = new Map<string, ManifestTable>();
  for (const format of preferred) {
    for (const table of tables) {
      const name = baseName(table);
      if (table.format === format && !chosen.has(name)) chosen.set(name, table);
    }
  }
  return tables.filter((table) => chosen.get(baseName(table)) === table);
}

/** The path without the ending of the format, e.g. rooms/room_1/events. */
export const baseName = ({ path }: Pick<ManifestTable, 'path'>): string =>
  path.replace(/\.(csv|ndjson|parquet)(\.gz)?$/, '');
