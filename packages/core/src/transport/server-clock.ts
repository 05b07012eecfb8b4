/**
 * How far the server's clock is ahead of ours, ms, from the Date header of an answer; undefined where it can't be told.
 * @param before our time when the request was sent
 * @param after our time when the answer was there
 */
export function clockOffsetOf(
  header: (name: string) => string | undefined,
  before: number,
  after: number,
): number | undefined {
  // A cache sends the time at which it got the answer.
  if (Number(header('age') ?? 0) > 0) return undefined;
  const server = Date.parse(header('date') ?? '');
  if (Number.isNaN(server)) return undefined;
  // The header has whole seconds, cut off, and was written somewhere between question and answer.
  return server + 500 - (before + after) / 2;
}
