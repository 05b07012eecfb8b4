import type { Row } from './page.ts';
import type { ReadReport } from './reading.ts';

type Pages = AsyncIterable<Row[]>;

/** Only rows that belong; the others are counted as filtered. */
export async function* keepRows(
  pages: Pages,
  belongs: (row: Row) => boolean,
  report: ReadReport,
): AsyncGenerator<Row[], void> {
  for await (const rows of pages) {
    const kept = rows.filter(belongs);
    report.filtered += rows.length - kept.length;
    report.delivered -= rows.length - kept.length;
    if (kept.length > 0) yield kept;
  }
}

/** At most so many rows. A list that was cut short because no more were asked for counts as complete. */
export async function* takeRows(pages: Pages, most: number, report: ReadReport): AsyncGenerator<Row[], void> {
  let left = most;
  for await (const rows of pages) {
    if (rows.length < left) {
      left -= rows.length;
      yield rows;
      continue;
    }
    report.delivered -= rows.length - left;
    report.complete = report.problems.length === 0;
    yield rows.slice(0, left);
    return;
  }
}
