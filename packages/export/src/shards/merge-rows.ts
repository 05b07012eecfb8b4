import { compareTimes } from '../tables/times.ts';
import type { Row } from './sealed-rows.ts';

/**
 * Records of several readings as one, in order of time; each of them is in that order already. Holds one record of
 * each.
 */
export async function* mergeRows(
  readings: readonly AsyncIterator<Row, void>[],
  time: string,
): AsyncGenerator<Row, void> {
  const heads: { row: Row; reading: AsyncIterator<Row, void> }[] = [];
  try {
    for (const reading of readings) {
      const { value, done } = await reading.next();
      if (done !== true && value !== undefined) heads.push({ row: value, reading });
    }
    for (let first = heads[0]; first !== undefined; first = heads[0]) {
      let at = 0;
      for (let i = 1; i < heads.length; i += 1) {
        const head = heads[i];
        if (head === undefined || compareTimes(head.row[time], first.row[time]) >= 0) continue;
        [first, at] = [head, i];
      }
      yield first.row;
      const { value, done } = await first.reading.next();
      if (done !== true && value !== undefined) first.row = value;
      else heads.splice(at, 1);
    }
  } finally {
    for (const reading of readings) await reading.return?.();
  }
}
