import { hash } from '../random.ts';
import { type Hashes, hashesOf, makeObject, type StoredObject } from './object.ts';

/** An object as the store holds it. */
export interface Held {
  /** room/recording.media */
  readonly name: string;
  readonly object: StoredObject;
  readonly hashes: Hashes;
  /** Strong: the same for the same bytes only. */
  readonly etag: string;
  readonly generation: number;
}

const firstGeneration = 1_773_241_460_000_000;

/** The objects of the store. An object's hashes are worked out once. */
export class Objects {
  readonly #seed: number;
  readonly #sizeOf: (media: string) => number;
  readonly #held = new Map<string, Promise<Held>>();
  readonly #replaced = new Map<string, number>();

  constructor(seed: number, sizeOf: (media: string) => number) {
    this.#seed = seed;
    this.#sizeOf = sizeOf;
  }

  get(name: string): Promise<Held> {
    let held = this.#held.get(name);
    if (held === undefined) {
      held = this.#make(name);
      this.#held.set(name, held);
    }
    return held;
  }

  /** Puts other bytes of the same size in its place, as a new generation. */
  replace(name: string): void {
    this.#replaced.set(name, this.timesReplaced(name) + 1);
    this.#held.delete(name);
  }

  timesReplaced(name: string): number {
    return this.#replaced.get(name) ?? 0;
  }

  async #make(name: string): Promise<Held> {
    const times = this.timesReplaced(name);
    const media = name.replace(/^[^.]*\./, '');
    const object = makeObject(
      this.#seed,
      times === 0 ? name : `${name} ${times}`,
      media,
      this.#sizeOf(media),
      times,
    );
    const hashes = await hashesOf(object);
    const etag = `"${Buffer.from(hashes.md5, 'base64').toString('hex')}"`;
    return { name, object, hashes, etag, generation: firstGeneration + hash(this.#seed, name) + times };
  }
}
