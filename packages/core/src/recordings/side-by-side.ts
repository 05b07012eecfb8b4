/**
 * Works on several items at once and gives results as they come. Takes no further item while the results aren't
 * taken. A failure, or leaving the loop, calls stop and waits until nothing runs any more.
 */
export async function* sideBySide<T, R>(
  items: Iterable<T>,
  concurrency: number,
  work: (item: T) => Promise<R>,
  stop: () => void,
): AsyncGenerator<R, void> {
  const running = new Set<Promise<() => R>>();
  const next = async (): Promise<R> => {
    const [promise, result] = await Promise.race(
      [...running].map(async (each) => [each, await each] as const),
    );
    running.delete(promise);
    return result();
  };
  try {
    for (const item of items) {
      running.add(settled(work(item)));
      if (running.size >= concurrency) yield await next();
    }
    while (running.size > 0) yield await next();
  } finally {
    stop();
    await Promise.all(running);
  }
}

/** Never rejects, so that a failure nobody waits for yet doesn't end the process: it is thrown when it is taken. */
function settled<R>(promise: Promise<R>): Promise<() => R> {
  return promise.then(
    (result) => () => result,
    (error: unknown) => () => {
      throw error;
    },
  );
}
