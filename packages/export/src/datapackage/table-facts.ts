import { SeenKeys } from '@hyperstudy-workflows/core';
import type { DescribedColumn } from '../documents/described-columns.ts';
import type { ManifestTable } from '../manifest/manifest.ts';
import { cellsOf } from './table-cells.ts';
import { kindOfCell, kindOfValue } from './value-kinds.ts';

/** What a look at all values of a file says. */
export interface TableFacts {
  /** Names of its fields, in their order. */
  readonly fields: readonly string[];
  /** Kinds of the values of each field, as bits. */
  readonly kinds: readonly number[];
  /** Every row has a key, and no two have the same. */
  readonly keyed: boolean;
}

/** What is known of a table before its values are looked at. */
export interface TablePlan {
  readonly table: ManifestTable;
  /** By name of the field. */
  readonly columns: ReadonlyMap<string, DescribedColumn>;
  /** Fields that together should name a row; undefined where none do. */
  readonly key: readonly string[] | undefined;
}

/** Reads a file once; 10 to 15 bytes are held for each row that has a key, and nothing else. */
export async function factsOfFile(out: string, plan: TablePlan, path: string): Promise<TableFacts> {
  const { table } = plan;
  const isCsv = table.format === 'csv';
  const rows = cellsOf(out, table, path);
  const header = await rows.next();
  const fields = header.done ? [] : header.value.map(String);
  // In CSV any cell is text: only where a column may be something else does it have to be looked at.
  const looked = fields.map((name) => !isCsv || mayBeMore(plan.columns.get(name)));
  const kindOf = isCsv ? (cell: unknown) => kindOfCell(String(cell)) : kindOfValue;
  const kinds = fields.map(() => 0);
  const key = plan.key?.map((name) => fields.indexOf(name));
  const keys = new SeenKeys();
  let keyed = key !== undefined && !key.includes(-1);
  for await (const cells of rows) {
    for (let i = 0; i < kinds.length; i += 1) {
      const cell = cells[i];
      if (cell !== undefined && looked[i]) kinds[i] = (kinds[i] ?? 0) | kindOf(cell);
    }
    if (keyed && key !== undefined)
      keyed = addKey(
        keys,
        key.map((i) => cells[i]),
      );
  }
  return { fields, kinds, keyed };
}

const mayBeMore = (column: DescribedColumn | undefined): boolean =>
  column === undefined ||
  column.unit === 'ISO 8601' ||
  !column.kinds.every((kind) => kind === 'string' || kind === 'null');

/** Empty text is as good as none: a reader of CSV takes it for that. */
function addKey(keys: SeenKeys, parts: readonly unknown[]): boolean {
  if (parts.some((part) => part === undefined || part === null || part === '')) return false;
  return keys.add(parts.length === 1 ? String(parts[0]) : JSON.stringify(parts));
}
