/**
 * Where a poll keeps how far it came. A state is plain JSON; what is in it is the poll's business. Implement it to keep
 * states elsewhere, such as in a flow's context.
 */
export interface StateStore {
  /**
   * The state last saved under a key; undefined where there is none.
   * @throws {StateError} where what is there can't be read
   */
  load(key: string): Promise<unknown>;
  /** Keeps a state; when this returns it survives a crash, as far as the store promises that. */
  save(key: string, state: unknown): Promise<void>;
}

/** Keeps states as long as the process lives. */
export function memoryStore(): StateStore {
  const states = new Map<string, string>();
  return {
    async load(key) {
      const text = states.get(key);
      const state: unknown = text === undefined ? undefined : JSON.parse(text);
      return state;
    },
    async save(key, state) {
      states.set(key, JSON.stringify(state));
    },
  };
}
