import type { Row } from './page.ts';
import type { RowKey } from './row-key.ts';

/** Where a page began, and with which row. */
export interface PageStart {
  readonly offset: number;
  readonly key: string;
  /** Rows before it that the server is known to hold twice. */
  readonly twice: number;
}

/** The beginnings of the pages read so far: after a shift they tell how far back the order still holds. */
export class PageStarts {
  #starts: PageStart[] = [];

  get size(): number {
    return this.#starts.length;
  }

  push(start: PageStart): void {
    this.#starts.push(start);
  }

  isFirst(key: string): boolean {
    return this.#starts[0]?.key === key;
  }

  /**
   * The last start that still holds, found by halving; it and the later ones are forgotten. undefined means the very
   * beginning, which always holds.
   * @param rowAt the row that is at an offset now
   */
  async lastThatHolds(
    rowAt: (offset: number) => Promise<Row | undefined>,
    keyOf: RowKey,
  ): Promise<PageStart | undefined> {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      const start = this.#starts[middle];
      const row = start === undefined ? undefined : await rowAt(start.offset);
      if (row !== undefined && keyOf(row) === start?.key) low = middle;
      else high = middle - 1;
    }
    const start = this.#starts[low];
    this.#starts.length = Math.min(low, this.#starts.length);
    return start === undefined || start.offset === 0 ? undefined : start;
  }
}
