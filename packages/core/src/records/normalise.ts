import type { DataTypeDefinition } from '../data-types/define.ts';
import type { Row } from '../paging/page.ts';

/** Gives each row its current field names beside the older ones it came with. Changes rows in place. */
export function normaliser(definition: DataTypeDefinition): (rows: Row[]) => Row[] {
  const aliases = Object.entries(definition.aliases);
  if (aliases.length === 0) return (rows) => rows;
  return (rows) => {
    for (const row of rows) {
      for (const [name, older] of aliases) {
        if (row[name] !== undefined && row[name] !== null) continue;
        const found = older.find((old) => row[old] !== undefined && row[old] !== null);
        if (found !== undefined) row[name] = row[found];
      }
    }
    return rows;
  };
}
