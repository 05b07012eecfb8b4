import type { FieldKind } from '@hyperstudy-workflows/core';

/**
 * The value that a CSV cell stands for, by the kinds that its field may have. In a field of text everything is text;
 * where a kind is open, what looks like a number, a truth value or JSON is taken for it. What doesn't fit stays text.
 */
export function valueReader(kinds: readonly FieldKind[]): (cell: string) => unknown {
  const may = (kind: FieldKind): boolean => kinds.includes(kind) || kinds.includes('any');
  const [number, boolean, json] = [may('number'), may('boolean'), may('object') || may('array')];
  if (!number && !boolean && !json) return (cell) => cell;
  return (cell) => {
    if (number) {
      const value = Number(cell);
      if (String(value) === cell && Number.isFinite(value)) return value;
    }
    if (boolean && cell === 'true') return true;
    if (boolean && cell === 'false') return false;
    if (json && (cell.startsWith('[') || cell.startsWith('{'))) return parsedOr(cell);
    return cell;
  };
}

function parsedOr(cell: string): unknown {
  try {
    const value: unknown = JSON.parse(cell);
    return value;
  } catch {
    return cell;
  }
}
