import { listed, type Row, type Sequence, search } from './sequence.ts';

/** A sequence with its key: rows of all are ordered by it, ties by which sequence comes first. */
export interface Keyed {
  readonly sequence: Sequence;
  /** Added to a row's time to make its key; 0 orders by time, minus the room's start by onset. */
  readonly shift: number;
}

/**
 * Rooms that overlap, or that are sorted by onset, as one sequence. The rows before an index are found by
 * searching for their greatest key, so no page needs those before it; the next row is then one step away.
 */
export function merged(sources: readonly Keyed[]): Sequence {
  const length = sources.reduce((sum, { sequence }) => sum + sequence.length, 0);
  const key = ({ sequence, shift }: Keyed, index: number): number =>
    index < sequence.length ? sequence.time(index) + shift : Number.POSITIVE_INFINITY;
  /** How many rows of each source come before the row `at` stands on. */
  let cuts = sources.map(() => 0);
  let at = 0;

  const step = (): void => {
    let next = 0;
    let least = Number.POSITIVE_INFINITY;
    for (const [which, source] of sources.entries()) {
      const value = key(source, cuts[which] ?? 0);
      if (value < least) [next, least] = [which, value];
    }
    cuts[next] = (cuts[next] ?? 0) + 1;
    at++;
  };
  const seek = (index: number): void => {
    if (index < at || index > at + 8) {
      cuts = cutsBefore(sources, key, index);
      at = cuts.reduce((sum, cut) => sum + cut, 0);
    }
    while (at < index) step();
  };
  const current = (index: number): readonly [Sequence, number] => {
    seek(index);
    let found = 0;
    let least = Number.POSITIVE_INFINITY;
    for (const [which, source] of sources.entries()) {
      const value = key(source, cuts[which] ?? 0);
      if (value < least) [found, least] = [which, value];
    }
    const source = sources[found];
    if (source === undefined || index >= length) throw new RangeError('No such row.');
    return [source.sequence, cuts[found] ?? 0];
  };
  return {
    length,
    time: (index) => {
      const [sequence, position] = current(index);
      return sequence.time(position);
    },
    row: (index) => {
      const [sequence, position] = current(index);
      return sequence.row(position);
    },
    where: (conditions) =>
      merged(sources.map(({ sequence, shift }) => ({ sequence: sequence.where(conditions), shift }))),
  };
}

/** Cuts with at most `index` rows before them: all rows below a key, the greatest that leaves room. */
function cutsBefore(
  sources: readonly Keyed[],
  key: (source: Keyed, index: number) => number,
  index: number,
): number[] {
  const below = (value: number): number[] =>
    sources.map((source) => search(source.sequence.length, (row) => key(source, row) >= value));
  const used = sources.filter(({ sequence }) => sequence.length > 0);
  const low = Math.min(...used.map((source) => key(source, 0)));
  const high = Math.max(...used.map((source) => key(source, source.sequence.length - 1)));
  const span = search(high - low + 1, (offset) => {
    const count = below(low + offset + 1).reduce((sum, cut) => sum + cut, 0);
    return count > index;
  });
  return below(low + span);
}

/** Rows in the order of a field, nothing last; for tables that are small. */
export function sortedBy(sequence: Sequence, field: string): Sequence {
  const rows: { time: number; row: Row }[] = [];
  for (let index = 0; index < sequence.length; index++) {
    rows.push({ time: sequence.time(index), row: sequence.row(index) });
  }
  const text = (row: Row): string | null => {
    const value = row[field];
    return value === null || value === undefined ? null : String(value);
  };
  rows.sort((a, b) => {
    const [left, right] = [text(a.row), text(b.row)];
    if (left === right) return 0;
    if (left === null) return 1;
    return right === null || left < right ? -1 : 1;
  });
  return listed(rows);
}
