import type { Row } from './page.ts';
import { PageReader } from './page-reader.ts';
import type { ReadOptions } from './read-options.ts';

/**
 * Reads all rows of a list that may change meanwhile, in order, each once.
 *
 * Pages overlap by one row, the fence: the first row of a page must be the last row of the page before. If it is
 * not, rows came in (or went) further up; the place is found by probing the page starts, and reading goes on from
 * there. Rows that were delivered before are known by their key.
 * @throws {MovedError} where the start is no longer what it was
 */
export async function* readPages(options: ReadOptions): AsyncGenerator<Row[], void> {
  const reader = new PageReader(options);
  try {
    for (;;) {
      const rows = await reader.next();
      if (rows === undefined) break;
      if (rows.length > 0) yield rows;
    }
  } finally {
    reader.close();
  }
}
