/**
 * Does work for each item, a few at a time; results in the order of the items. When one fails, what has begun is waited
 * for, so that nothing still writes when the error is passed on.
 */
export async function inTurns<Item, Result>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const waiting = items.entries();
  let failed = false;
  const worker = async (): Promise<void> => {
    for (const [i, item] of waiting) {
      if (failed) return;
      try {
        results[i] = await work(item);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  for (const end of await Promise.allSettled(Array.from({ length: atOnce }, worker))) {
    if (end.status === 'rejected') throw end.reason;
  }
  return results;
}
