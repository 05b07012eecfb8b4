import { hash } from '../random.ts';
import { chain, firstAt, listed, type Row, type Sequence, slice } from './sequence.ts';

/** Clients send their rows once a second. */
const batch = 1_000;
/** Some rows come later still, at most by this many ms. */
const latest = 60_000;

/** Epoch ms at which the server has a row that happened at `time`: with its batch, or late (3 in 100). */
function arrival(seed: number, time: number, id: string): number {
  const sent = Math.floor(time / batch) * batch + batch;
  const chance = hash(seed, 'late', id);
  return chance % 100 < 3 ? sent + 2_000 + (chance % (latest - 2_000)) : sent;
}

/**
 * What the server has of a room by now. Everything older than the greatest delay is there; only the last minute
 * must be looked through.
 */
export function arrived(sequence: Sequence, now: number, seed: number, idOf: (row: Row) => string): Sequence {
  const settled = firstAt(sequence, now - latest - 2 * batch);
  const happened = firstAt(sequence, now + 1);
  const recent: { time: number; row: Row }[] = [];
  for (let index = settled; index < happened; index++) {
    const row = sequence.row(index);
    const time = sequence.time(index);
    if (arrival(seed, time, idOf(row)) <= now) recent.push({ time, row });
  }
  return chain([slice(sequence, 0, settled), listed(recent)]);
}
