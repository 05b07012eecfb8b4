/** How many records of a group were left out, of what was counted there. */
export const leftOutOf = (counts: Readonly<Record<string, number>> = {}): number =>
  Object.entries(counts)
    .filter(([name]) => name.startsWith('leftOut:'))
    .reduce((sum, [, count]) => sum + count, 0);
