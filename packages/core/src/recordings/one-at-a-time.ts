const running = new Map<string, Promise<unknown>>();

/** Runs work on a path after all earlier work on the same path in this process. */
export async function oneAtATime<T>(path: string, work: () => Promise<T>): Promise<T> {
  const before = running.get(path) ?? Promise.resolve();
  const now = before.then(work, work);
  running.set(path, now);
  try {
    return await now;
  } finally {
    if (running.get(path) === now) running.delete(path);
  }
}
