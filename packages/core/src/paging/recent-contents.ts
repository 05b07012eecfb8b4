import { contentOf } from './content.ts';
import type { Row } from './page.ts';

/** How many of the latest records are remembered with their content. */
export const recentWindow = 10_000;

/** Content of the latest records, to tell a record that came twice from two that share a key. */
export class RecentContents {
  readonly #contents = new Map<string, number>();
  readonly #conflicting = new Set<string>();

  /** Keys that came with more than one content. */
  get conflicts(): number {
    return this.#conflicting.size;
  }

  add(key: string, row: Row): void {
    if (this.#contents.size >= recentWindow) {
      for (const oldest of this.#contents.keys()) {
        this.#contents.delete(oldest);
        break;
      }
    }
    this.#contents.set(key, contentOf(row));
  }

  /** How a record that came again compares with the first; unknown where that is too long ago. */
  compare(key: string, row: Row): 'same' | 'other' | 'unknown' {
    const content = this.#contents.get(key);
    if (content === undefined) return 'unknown';
    if (content === contentOf(row)) return 'same';
    if (this.#conflicting.size < recentWindow) this.#conflicting.add(key);
    return 'other';
  }
}
