/** What is mutated, room by room of packages/core/src, and the tests that have to notice. */
export interface Room {
  readonly name: string;
  /** Folders and files of packages/core/test that are tried first: the room's own, where they are quick. */
  readonly tests: readonly string[];
  /** Those that are tried on what survives. */
  readonly more: readonly string[];
}

/**
 * Left out are tests that take too long to be run once per mutant, and those whose work is done in other processes,
 * which no mutant reaches: what only they would notice counts as survived.
 */
export const leftOut: readonly string[] = [
  'budget/against-server.test.ts',
  'recordings/faults.test.ts',
  'recordings/kill.test.ts',
  'recordings/study.test.ts',
];

export const rooms: readonly Room[] = [
  { name: 'paging', tests: ['paging/!(seen-keys).test.ts'], more: ['paging', 'records'] },
  { name: 'budget', tests: ['budget'], more: ['transport'] },
  { name: 'polling', tests: ['polling'], more: [] },
  { name: 'recordings', tests: ['recordings'], more: ['client'] },
];

/**
 * A room by its name; without one, that which scripts/mutation.ts asks Stryker for.
 * @throws for a name that is none
 */
export function roomOf(name = process.env.MUTATION_ROOM): Room {
  const room = rooms.find((known) => known.name === name);
  if (room === undefined)
    throw new Error(`No room "${name ?? ''}": there are ${rooms.map((known) => known.name).join(', ')}.`);
  return room;
}
