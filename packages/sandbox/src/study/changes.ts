import { parseSpec } from '../faults/spec.ts';
import { between } from '../random.ts';
import { firstAt, listed, type Row, type Sequence } from './sequence.ts';

/** Rows that come, or come twice, while a list is read. */
export interface ChangeSpec {
  /** Default: the sandbox's seed. */
  readonly seed?: number;
  /** Rows anywhere in the list that aren't there at first. Default 0. */
  readonly inserted?: number;
  /** Rows in its last fifth that aren't there at first. Default 0. */
  readonly late?: number;
  /** Rows that are there twice from some request on. Default 0. */
  readonly duplicated?: number;
  /** All is done by this many requests for the list. Default 5. */
  readonly by?: number;
}

/** Reads `inserted=3,late=2,duplicated=1,by=5,seed=7`. */
export const parseChanges = (text: string): ChangeSpec =>
  parseSpec('changes', text, {
    seed: 'number',
    inserted: 'number',
    late: 'number',
    duplicated: 'number',
    by: 'number',
  });

interface Change {
  readonly kind: 'hidden' | 'twice';
  readonly time: number;
  readonly row: string;
  /** Number of the request from which on the row is there, or there twice. */
  readonly from: number;
}

/** Changes lists while they are read: by the seed, the list and how often it was asked for. */
export class Changes {
  readonly #spec: ChangeSpec;
  readonly #seed: number;
  readonly #lists = new Map<string, { changes: readonly Change[]; asked: number }>();

  constructor(spec: ChangeSpec, seed: number) {
    this.#spec = spec;
    this.#seed = spec.seed ?? seed;
  }

  /** What a request sees of `records`; `whole` is the list without filters, in time order. */
  seen(list: string, records: Sequence, whole: () => Sequence): Sequence {
    const state = this.#lists.get(list) ?? { changes: this.#choose(list, whole()), asked: 0 };
    this.#lists.set(list, state);
    state.asked++;
    const now = state.changes.filter(({ kind, from }) => (kind === 'hidden') === state.asked < from);
    return edited(records, now);
  }

  #choose(list: string, whole: Sequence): Change[] {
    const { inserted = 0, late = 0, duplicated = 0, by = 5 } = this.#spec;
    const taken = new Set<number>();
    const choose = (name: string, wanted: number, share: number, kind: Change['kind']): Change[] => {
      const least = Math.floor(whole.length * (1 - share));
      const size = whole.length - least;
      // Few enough that a free row is left for each.
      const count = Math.min(wanted, Math.floor(size / 8));
      return Array.from({ length: count }, (_, index) => {
        let at = between(0, size - 1, this.#seed, name, list, index);
        // A row changes once.
        while (taken.has(least + at)) at = (at + 1) % size;
        taken.add(least + at);
        const from = between(2, Math.max(2, by), this.#seed, name, 'from', list, index);
        return { kind, time: whole.time(least + at), row: JSON.stringify(whole.row(least + at)), from };
      });
    };
    return [
      ...choose('inserted', inserted, 1, 'hidden'),
      ...choose('late', late, 0.2, 'hidden'),
      ...choose('duplicated', duplicated, 1, 'twice'),
    ];
  }
}

/** A list with rows left out or doubled. */
function edited(records: Sequence, changes: readonly Change[]): Sequence {
  const steps = new Map<number, 0 | 2>();
  for (const { kind, time, row } of changes) {
    const index = find(records, time, row);
    if (index !== null && steps.get(index) !== 0) steps.set(index, kind === 'hidden' ? 0 : 2);
  }
  if (steps.size === 0) return records;
  const edits = [...steps].sort(([a], [b]) => a - b);
  /** The row of `records` that stands at a place of the edited list. */
  const locate = (place: number): number => {
    let shift = 0;
    for (const [index, times] of edits) {
      const at = index + shift;
      if (place < at || (place === at && times === 2)) break;
      if (times === 0) shift--;
      else if (place === at + 1) return index;
      else shift++;
    }
    return place - shift;
  };
  return {
    length: records.length + edits.reduce((sum, [, times]) => sum + times - 1, 0),
    time: (place) => records.time(locate(place)),
    row: (place) => records.row(locate(place)),
    where: (conditions) => listed(entries(records)).where(conditions),
  };
}

const entries = (records: Sequence): { time: number; row: Row }[] =>
  Array.from({ length: records.length }, (_, index) => ({
    time: records.time(index),
    row: records.row(index),
  }));

function find(records: Sequence, time: number, row: string): number | null {
  for (let index = firstAt(records, time); index < records.length && records.time(index) === time; index++) {
    if (JSON.stringify(records.row(index)) === row) return index;
  }
  return null;
}
