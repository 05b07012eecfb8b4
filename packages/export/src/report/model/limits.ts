/**
 * Bounds of a report: its size and the memory it takes to make don't grow with the number of records. What goes
 * beyond them is counted and said on the page.
 */
export const limits = {
  /** Rooms that are shown. The service lists 5,000 at most. */
  rooms: 5_000,
  /** Participants of a room that are told apart. */
  participants: 24,
  /** Buckets of all curves together, shared out among the rooms. */
  buckets: 240_000,
  bucketsPerCurve: { least: 24, most: 600 },
  curvesPerRoom: 24,
  curves: 12_000,
  /** Bins of a lane of events. */
  bins: { all: 400_000, least: 40, most: 400 },
  categories: 16,
  states: 60,
  recordingsPerRoom: 64,
  recordings: 20_000,
  chatPerRoom: 300,
  /** Characters of all chat together. */
  chatText: 1_500_000,
  messageText: 400,
  answersPerRoom: 400,
  answers: 60_000,
  /** Longer texts are cut. */
  text: 160,
  /** Lines of the list of problems. */
  problems: 200,
  problemText: 500,
  /** Times further from the start of a room than this are not drawn, ms. */
  reach: 48 * 3_600_000,
} as const;

/** A text that fits; cut ones end with an ellipsis. Half a character of two units is none. */
export function cut(text: string, most: number = limits.text): string {
  const short = text.length > most ? `${text.slice(0, most - 1)}…` : text;
  return short.replace(/\p{Cs}/gu, '\ufffd');
}

/** How many of something each room gets. */
export function share(all: number, among: number, { least, most }: { least: number; most: number }): number {
  return Math.max(least, Math.min(most, Math.floor(all / Math.max(1, among))));
}
