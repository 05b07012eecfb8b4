/** Keeps what was last asked for. */
export class Recent<T> {
  readonly #kept = new Map<string, T>();
  readonly #size: number;

  constructor(size: number) {
    this.#size = size;
  }

  /** The kept value, or a new one. */
  get(key: string, make: () => T): T {
    const kept = this.#kept.get(key);
    this.#kept.delete(key);
    const value = kept ?? make();
    this.#kept.set(key, value);
    if (this.#kept.size > this.#size) {
      const [oldest] = this.#kept.keys();
      if (oldest !== undefined) this.#kept.delete(oldest);
    }
    return value;
  }
}
