/** Something took too long. */
export class Overdue extends Error {
  override readonly name = 'Overdue';
}

/**
 * The result of something that can't be stopped, or Overdue after so many ms. What it still does goes on in the
 * background until the process ends.
 */
export async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const overdue = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Overdue(`Not done within ${ms / 1000} s.`)), ms);
  });
  try {
    return await Promise.race([work, overdue]);
  } finally {
    clearTimeout(timer);
  }
}
