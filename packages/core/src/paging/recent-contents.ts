import { contentOf } from './content.ts';
import type { Row } from './page.ts';

/** The latest 5,000 records are remembered with their content, at most 10,000. */
const generation = 5000;

/** Content of the latest records, to tell a record that came twice from two that share a key. */
export class RecentContents {
  // Two generations: dropping one whole costs nothing, dropping the oldest record each time did.
  #young = new Map<string, number>();
  #old = new Map<string, number>();
  readonly #conflicting = new Set<string>();

  /** Keys that came with more than one content. */
  get conflicts(): number {
    return this.#conflicting.size;
  }

  add(key: string, row: Row): void {
    if (this.#young.size >= generation) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(key, contentOf(row));
  }

  /** How a record that came again compares with the first; unknown where that is too long ago. */
  compare(key: string, row: Row): 'same' | 'other' | 'unknown' {
    const content = this.#young.get(key) ?? this.#old.get(key);
    if (content === undefined) return 'unknown';
    if (content === contentOf(row)) return 'same';
    // A hostile server could send endless conflicts.
    if (this.#conflicting.size < 2 * generation) this.#conflicting.add(key);
    return 'other';
  }
}
