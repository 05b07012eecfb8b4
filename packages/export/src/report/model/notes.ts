import type { Draft, Overflow } from './draft.ts';
import { limits } from './limits.ts';
import type { Room } from './report-model.ts';

const grouped = (n: number): string => n.toLocaleString('en-US');

const overflowWords: Readonly<Record<Overflow, (count: number) => string>> = {
  rooms: (count) =>
    `Only the first ${grouped(limits.rooms)} rooms are shown; ${grouped(count)} records of others are not.`,
  curves: (count) =>
    `A room shows at most ${limits.curvesPerRoom} curves; ${grouped(count)} samples of others are not drawn.`,
  reach: (count) =>
    `${grouped(count)} records lie more than 48 hours from the start of their room and are not drawn.`,
  scale: (count) => `${grouped(count)} ratings without a scale, in curves with one, are not drawn.`,
  people: () => 'There are too many participants to count them as persons.',
  recordings: (count) => `${grouped(count)} recordings are not drawn.`,
  chat: (count) =>
    `${grouped(count)} chat messages are not shown: at most ${limits.chatPerRoom} per room are.`,
  answers: (count) =>
    `${grouped(count)} answers to rating prompts are not drawn: at most ${limits.answersPerRoom} per room are.`,
};

/** What the page sums up or leaves out, in sentences. */
export function notesOf(draft: Draft, rooms: readonly Room[]): string[] {
  const curves = rooms.flatMap(({ detail }) => [...detail.ratings, ...detail.drift]);
  const notes: string[] = [];
  if (curves.length > 0) {
    const least = curves.reduce((so, { step }) => Math.min(so, step), Number.POSITIVE_INFINITY) / 1000;
    const most = curves.reduce((so, { step }) => Math.max(so, step), 0) / 1000;
    const width = least === most ? `${least} s` : `${least} to ${most} s`;
    notes.push(
      `Curves have at most ${draft.buckets} points: each is the mean of ${width}, and the band around it reaches from the least to the greatest sample.`,
    );
  }
  if (rooms.some(({ detail }) => detail.lanes.length > 0))
    notes.push('Events are counted in steps of 1 s or more: a darker mark stands for several.');
  notes.push(...[...draft.overflow].map(([what, count]) => overflowWords[what](count)).sort());
  return notes;
}
