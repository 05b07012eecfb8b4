import leven from 'leven';
import { UsageError } from '../errors/usage-error.ts';
import { type DataTypeName, dataTypeNames } from './types.ts';

const bySpelling = new Map(dataTypeNames.map((name) => [spelling(name), name]));

/** ratings/continuous, ratings-continuous, ratingsContinuous and ratings_continuous are one name. */
function spelling(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}

/**
 * The data types that a word stands for: one, or several for `all` and `ratings`.
 * @throws {UsageError} for a word that is none; it names the nearest.
 */
export function parseDataTypes(word: string): DataTypeName[] {
  const wanted = spelling(word);
  const exact = bySpelling.get(wanted);
  const types = exact === undefined ? family(wanted) : [exact];
  if (types.length === 0) throw unknownType(word, wanted);
  return types;
}

function family(wanted: string): DataTypeName[] {
  if (wanted === 'all') return [...dataTypeNames];
  return wanted === 'ratings' ? dataTypeNames.filter((name) => name.startsWith('ratings_')) : [];
}

/** @throws {UsageError} for a word that isn't exactly one data type. */
export function parseDataType(word: string): DataTypeName {
  const types = parseDataTypes(word);
  const [type] = types;
  if (type === undefined || types.length > 1) {
    throw new UsageError(`"${word}" is several data types.`, { hint: `Name one: ${types.join(', ')}.` });
  }
  return type;
}

function unknownType(word: string, wanted: string): UsageError {
  const [nearest] = [...bySpelling]
    .map(([key, name]) => ({ name, distance: leven(key, wanted) }))
    .sort((a, b) => a.distance - b.distance);
  const hint =
    nearest !== undefined && nearest.distance <= Math.max(2, wanted.length / 2)
      ? `Did you mean ${nearest.name}?`
      : `Known types: ${dataTypeNames.join(', ')}.`;
  return new UsageError(`Unknown data type "${word}".`, { hint });
}
