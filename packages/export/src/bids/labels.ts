import { createHash } from 'node:crypto';

/** Longer labels are cut: paths hold each of them twice or three times. */
const longest = 40;

/**
 * Labels of BIDS for ids: letters and digits only, equal to the id where it has no others. A label depends on its id
 * alone, so it is the same in every run. Only where two ids would share a label (u_1 and u1; file systems that ignore
 * case take abc and ABC for one) does the later one get a hash at its end; the earlier one keeps its label.
 */
export class Labels {
  readonly #labels = new Map<string, string>();
  readonly #taken = new Set<string>();

  /** @param reserved labels that no id gets, in lower case */
  constructor(reserved: readonly string[] = []) {
    for (const label of reserved) this.#taken.add(label);
  }

  /** The label of an id; a new id gets one. */
  of(id: string): string {
    const known = this.#labels.get(id);
    if (known !== undefined) return known;
    const plain = id.replace(/[^a-zA-Z0-9]/g, '');
    const fits = plain !== '' && plain.length <= longest && !this.#taken.has(plain.toLowerCase());
    const label = fits ? plain : this.#withHash(plain.slice(0, longest), id);
    this.#labels.set(id, label);
    this.#taken.add(label.toLowerCase());
    return label;
  }

  has(id: string): boolean {
    return this.#labels.has(id);
  }

  /** Ids with their labels, in the order in which they came. */
  entries(): IterableIterator<[id: string, label: string]> {
    return this.#labels.entries();
  }

  #withHash(plain: string, id: string): string {
    const hash = createHash('sha256').update(id).digest('hex');
    for (let length = 8; length < hash.length; length += 1) {
      const label = `${plain}x${hash.slice(0, length)}`;
      if (!this.#taken.has(label.toLowerCase())) return label;
    }
    return `${plain}x${hash}x${this.#taken.size}`;
  }
}
