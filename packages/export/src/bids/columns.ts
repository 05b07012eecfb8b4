import { type DataTypeName, dataType, type FieldKind, fieldsOf } from '@hyperstudy-workflows/core';
import type { DescribedColumn } from '../documents/described-columns.ts';
import { missing, secondsCell, tsvCell } from './tsv.ts';

/** What a JSON sidecar says of a column. */
export interface ColumnDescription {
  readonly LongName?: string;
  readonly Description?: string;
  readonly Units?: string;
  readonly Levels?: Readonly<Record<string, string>>;
}

type Row = Readonly<Record<string, unknown>>;

/** A column of a BIDS table. */
export interface BidsColumn {
  readonly name: string;
  readonly cell: (row: Row) => string;
  readonly description: ColumnDescription;
}

/** Names that BIDS gives to what these fields hold. */
const bidsNames: ReadonlyMap<string, string> = new Map([
  ['eventType', 'trial_type'],
  ['response.responseTime', 'response_time'],
]);

/** Said by the place of the file, or a person's name: a dataset is made to be passed on. */
const leftOut = new Set([
  'experimentId',
  'deploymentId',
  'roomId',
  'participantId',
  'senderId',
  'senderName',
  'onset_sec',
]);

/** The field that says whose record it is; undefined for a type without one. */
export function subjectField(type: DataTypeName): string | undefined {
  const names = new Set(fieldsOf(dataType(type)).map(({ name }) => name));
  return ['participantId', 'senderId'].find((name) => names.has(name));
}

/**
 * The columns of a table as BIDS has them: names in snake_case, milliseconds as seconds. Ids that the place of the file
 * says are left out.
 * @param labelOf the subject of a participant's id, where it is one
 */
export function bidsColumns(
  type: DataTypeName,
  columns: readonly DescribedColumn[],
  labelOf: (id: string) => string | undefined,
): BidsColumn[] {
  const olderNames = new Set(dataType(type).aliases.roomId);
  const names = new Set(['onset', 'duration', 'actor']);
  return columns
    .filter(({ name, path }) => !leftOut.has(name) && !leftOut.has(path[0]) && !olderNames.has(path[0]))
    .filter(({ path }) => path.length > 1 || (path[0] !== 'onset' && path[0] !== 'duration'))
    .map((column) => {
      const name = freeName(bidsNames.get(column.path.join('.')) ?? snakeCase(column.name), names);
      return { name, cell: cellOf(column, labelOf), description: descriptionOf(column) };
    });
}

/** camelCase and any other name as lower case words with _ between. */
export function snakeCase(name: string): string {
  const words = name
    .replace(/([\p{Ll}\p{N}])(\p{Lu})/gu, '$1_$2')
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .replace(/^_+|_+$/g, '')
    .toLowerCase();
  return words === '' ? 'column' : words;
}

function freeName(wanted: string, taken: Set<string>): string {
  let name = wanted;
  for (let n = 2; taken.has(name); n += 1) name = `${wanted}_${n}`;
  taken.add(name);
  return name;
}

function cellOf(
  { path: [field, child], unit }: DescribedColumn,
  labelOf: (id: string) => string | undefined,
): (row: Row) => string {
  const cell = unit === 'ms' ? secondsCell : tsvCell;
  const isId = /Ids?$/.test(child ?? field);
  const convert = isId ? (value: unknown) => tsvCell(withLabels(value, labelOf)) : cell;
  if (child === undefined) return (row) => (Object.hasOwn(row, field) ? convert(row[field]) : missing);
  return (row) => {
    const group = Object.hasOwn(row, field) ? row[field] : undefined;
    if (typeof group !== 'object' || group === null || !Object.hasOwn(group, child)) return missing;
    return convert((group as Row)[child]);
  };
}

/** Ids of participants as the names of their subjects, so that a dataset speaks of its subjects by one name. */
function withLabels(value: unknown, labelOf: (id: string) => string | undefined): unknown {
  const replace = (item: unknown) => (typeof item === 'string' ? (labelOf(item) ?? item) : item);
  if (!Array.isArray(value)) return replace(value);
  const items = value.map(replace);
  return items.every((item) => typeof item === 'string') ? items.join(',') : items;
}

const kindWords: Readonly<Partial<Record<FieldKind, string>>> = { object: 'JSON', array: 'a list, as JSON' };

export function descriptionOf({
  path,
  kinds,
  unit,
  description,
}: Pick<DescribedColumn, 'path' | 'kinds' | 'description'> &
  Partial<Pick<DescribedColumn, 'unit'>>): ColumnDescription {
  const field = path.join('.');
  const form = kinds.map((kind) => kindWords[kind]).find((word) => word !== undefined);
  const notes = [unit === 'ISO 8601' ? unit : undefined, /Ids$/.test(field) ? undefined : form];
  const note = notes.filter((text) => text !== undefined).join('; ');
  return {
    LongName: field,
    Description: note === '' ? description : `${description} (${note})`,
    ...(unit === undefined || unit === 'ISO 8601' ? {} : { Units: unit === 'ms' ? 's' : unit }),
  };
}
