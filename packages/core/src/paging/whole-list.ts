import type { RawPage, Row } from './page.ts';
import { notePage, noteProblem, type ReadReport } from './reading.ts';
import { RowFilter } from './row-filter.ts';
import type { RowKey } from './row-key.ts';

/**
 * The rows of a list that comes in one answer.
 * @param keyOf undefined where rows have no key: two that are the same are two then
 */
export function wholeList(page: RawPage, keyOf: RowKey | undefined, report: ReadReport): Row[] {
  notePage(report, page);
  const { hasMore, total } = page.pagination;
  const sent = page.rows.length;
  report.read = sent;
  let rows = page.rows;
  if (keyOf === undefined) report.delivered += sent;
  else rows = newRows(page, keyOf, report);
  report.duplicates = sent - rows.length;
  if (total !== undefined && total !== sent) {
    noteProblem(report, `The server counts ${total} rows but sent ${sent}.`);
  } else if (hasMore === true) {
    noteProblem(report, 'The server says there is more, of a list that it does not page.');
  }
  report.complete = report.problems.length === 0;
  return rows;
}

function newRows(page: RawPage, keyOf: RowKey, report: ReadReport): Row[] {
  const filter = new RowFilter(keyOf, report, true);
  const { fresh } = filter.sift(page, 0);
  filter.close();
  return fresh;
}
