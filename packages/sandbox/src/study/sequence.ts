/** A record as it goes over the wire. */
export type Row = Readonly<Record<string, unknown>>;

/** Field → value that a row must have. */
export type Conditions = Readonly<Record<string, unknown>>;

/** Rows in time order, made when they are asked for: length and search cost nothing however many there are. */
export interface Sequence {
  readonly length: number;
  /** Epoch ms of a row; never falls from one row to the next. */
  time(index: number): number;
  row(index: number): Row;
  /** The rows that meet all conditions. */
  where(conditions: Conditions): Sequence;
}

export const empty: Sequence = {
  length: 0,
  time: () => outside(),
  row: () => outside(),
  where: () => empty,
};

/** Rows that were written down, such as the story of a room. Must be in time order. */
export function listed(entries: readonly { readonly time: number; readonly row: Row }[]): Sequence {
  return {
    length: entries.length,
    time: (index) => (entries[index] ?? outside()).time,
    row: (index) => (entries[index] ?? outside()).row,
    where: (conditions) => listed(entries.filter(({ row }) => meets(row, conditions))),
  };
}

export interface Computed {
  readonly length: number;
  /** Participants take turns: row i belongs to people[i % people.length]. */
  readonly people: readonly string[];
  readonly time: (index: number) => number;
  /** Rows differ in participant, time, id and values only; other conditions are decided by the first. */
  readonly row: (index: number) => Row;
  /** Field that names the participant; default participantId. */
  readonly who?: string;
}

/** Rows computed from their index. */
export function computed(source: Computed): Sequence {
  if (source.length === 0) return empty;
  const who = source.who ?? 'participantId';
  const self: Sequence = {
    length: source.length,
    time: source.time,
    row: source.row,
    where: ({ [who]: person, ...others }) => {
      if (!meets(source.row(0), others)) return empty;
      if (person === undefined) return self;
      const turn = source.people.indexOf(String(person));
      const step = source.people.length;
      const length = turn < 0 ? 0 : Math.max(0, Math.ceil((source.length - turn) / step));
      return computed({
        ...source,
        length,
        people: [String(person)],
        time: (index) => source.time(index * step + turn),
        row: (index) => source.row(index * step + turn),
      });
    },
  };
  return self;
}

/** A sequence whose length is known before it is made: most rooms are skipped, not built. */
export interface Part {
  readonly length: number;
  readonly open: () => Sequence;
}

/** One sequence after the other; each must end before the next begins. */
export function concat(parts: readonly Part[]): Sequence {
  const used = parts.filter(({ length }) => length > 0);
  const ends: number[] = [];
  for (const { length } of used) ends.push((ends.at(-1) ?? 0) + length);
  // Pages are read in order, so few rooms are open at a time; the others cost their length only.
  const opened = new Map<number, Sequence>();
  const locate = (index: number): readonly [Sequence, number] => {
    const which = search(ends.length, (part) => (ends[part] ?? 0) > index);
    let sequence = opened.get(which);
    if (sequence === undefined) {
      sequence = (used[which] ?? outside()).open();
      if (opened.size > 8) opened.clear();
      opened.set(which, sequence);
    }
    return [sequence, index - (ends[which - 1] ?? 0)];
  };
  return {
    length: ends.at(-1) ?? 0,
    time: (index) => {
      const [sequence, at] = locate(index);
      return sequence.time(at);
    },
    row: (index) => {
      const [sequence, at] = locate(index);
      return sequence.row(at);
    },
    where: (conditions) => chain(used.map(({ open }) => open().where(conditions))),
  };
}

/** `concat` for sequences at hand. */
export const chain = (sequences: readonly Sequence[]): Sequence =>
  concat(sequences.map((sequence) => ({ length: sequence.length, open: () => sequence })));

/** Rows from one index up to another. */
export function slice(sequence: Sequence, from: number, to: number): Sequence {
  const start = Math.min(Math.max(0, from), sequence.length);
  const end = Math.min(Math.max(start, to), sequence.length);
  if (start === 0 && end === sequence.length) return sequence;
  return {
    length: end - start,
    time: (index) => sequence.time(start + index),
    row: (index) => sequence.row(start + index),
    where: (conditions) => {
      // A part of a filtered sequence is the filtered part: cut it at the times of the ends.
      const kept: { time: number; row: Row }[] = [];
      for (let index = start; index < end; index++) {
        const row = sequence.row(index);
        if (meets(row, conditions)) kept.push({ time: sequence.time(index), row });
      }
      return listed(kept);
    },
  };
}

/** Rows from `start` (inclusive) to `end` (exclusive), both epoch ms. */
export function within(sequence: Sequence, start: number, end: number): Sequence {
  return slice(sequence, firstAt(sequence, start), firstAt(sequence, end));
}

/** Index of the first row at or after a time. */
export const firstAt = (sequence: Sequence, time: number): number =>
  time === Number.POSITIVE_INFINITY
    ? sequence.length
    : search(sequence.length, (index) => sequence.time(index) >= time);

/** The smallest index below `length` for which `test` holds, or `length`. `test` must stay true once true. */
export function search(length: number, test: (index: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (test(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Component types are spelled in several ways (ShowVideo, show_video): compared by letters only. */
function meets(row: Row, conditions: Conditions): boolean {
  return Object.entries(conditions).every(([field, wanted]) => {
    const value = row[field];
    return field === 'componentType' ? letters(value) === letters(wanted) : value === wanted;
  });
}

const letters = (value: unknown): string =>
  String(value)
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');

function outside(): never {
  throw new RangeError('No such row.');
}
