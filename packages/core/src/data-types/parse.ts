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
  if (wanted === 'all') return [...dataTypeNames];
  const exact = bySpelling.get(wanted);
  if (exact !== undefined) return [exact];
  const family = dataTypeNames.filter((name) => name.startsWith(`${wanted}_`));
  if (wanted === 'ratings' && family.length > 0) return family;
  throw unknownType(word, wanted);
}

/** @throws {UsageError} for a word that isn't exactly one data type. */
export function parseDataType(word: string): DataTypeName {
  const exact = bySpelling.get(spelling(word));
  if (exact === undefined) throw unknownType(word, spelling(word));
  return exact;
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
