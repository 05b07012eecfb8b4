/** What is mutated, room by room of packages/core/src, and the tests that have to notice. */
export interface Room {
  readonly name: string;
  /** Folders of packages/core/test. */
  readonly tests: readonly string[];
}

const rooms: readonly Room[] = [
  { name: 'paging', tests: ['paging', 'records'] },
  { name: 'budget', tests: ['budget'] },
  { name: 'polling', tests: ['polling'] },
  { name: 'recordings', tests: ['recordings'] },
];

/**
 * Tests that are too slow to be run once per mutant, or whose work is done in other processes, which no mutant reaches.
 * They say nothing here; what only they would notice counts as survived.
 */
export const leftOut: readonly string[] = [
  'paging/seen-keys.test.ts',
  'budget/against-server.test.ts',
  'recordings/faults.test.ts',
  'recordings/kill.test.ts',
  'recordings/study.test.ts',
];

/** The room that scripts/mutation.ts asks for. */
export function roomOf(name = process.env.MUTATION_ROOM): Room {
  const room = rooms.find((known) => known.name === name);
  if (room === undefined)
    throw new Error(`MUTATION_ROOM is one of ${rooms.map((known) => known.name).join(', ')}.`);
  return room;
}
