import { SeenKeys } from '@hyperstudy-workflows/core';
import type { ManifestTable } from '../manifest/manifest.ts';
import { cellsOf } from './table-cells.ts';
import { kindOfCell, kindOfValue } from './value-kinds.ts';

/** What a look at all values of a file says. */
export interface TableFacts {
  /** Kinds of the values of each field, as bits. */
  readonly kinds: readonly number[];
  /** Every row has a key, and no two have the same. */
  readonly keyed: boolean;
}

/** The fields of a file, and which of them make up the key of a row. */
export interface TableLayout {
  readonly fields: readonly string[];
  /** Fields that may hold anything but text: only their values have to be looked at. */
  readonly open: readonly boolean[];
  /** Positions of the key's fields; undefined where there is no key. */
  readonly key: readonly number[] | undefined;
}

/** Reads a file once; 8 to 16 bytes are held for each row that has a key, and nothing else. */
export async function factsOfTable(
  out: string,
  table: ManifestTable,
  layout: TableLayout,
): Promise<TableFacts> {
  const kindOf = table.format === 'csv' ? (cell: unknown) => kindOfCell(String(cell)) : kindOfValue;
  const kinds = layout.fields.map(() => 0);
  const keys = new SeenKeys();
  let keyed = layout.key !== undefined;
  for await (const cells of cellsOf(out, table, layout.fields)) {
    for (let i = 0; i < kinds.length; i += 1) {
      const cell = cells[i];
      if (cell !== undefined && layout.open[i]) kinds[i] = (kinds[i] ?? 0) | kindOf(cell);
    }
    if (keyed && layout.key !== undefined)
      keyed = addKey(
        keys,
        layout.key.map((i) => cells[i]),
      );
  }
  return { kinds, keyed };
}

/** Empty text is as good as none: a reader of CSV takes it for that. */
function addKey(keys: SeenKeys, parts: readonly unknown[]): boolean {
  if (parts.some((part) => part === undefined || part === '')) return false;
  return keys.add(parts.length === 1 ? String(parts[0]) : JSON.stringify(parts));
}
