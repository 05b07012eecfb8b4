/**
 * Text on its way to a file, as UTF-8, piece after piece in one buffer that is used again and again: nothing is left for
 * the garbage collector, whatever the number of pieces.
 */
export class TextBytes {
  /** Bytes that are there. Whoever puts bytes into room() adds them here. */
  length = 0;
  #buffer: Buffer;

  /** @param size room to begin with, bytes; it grows */
  constructor(size = 1024) {
    this.#buffer = Buffer.allocUnsafeSlow(size);
  }

  /** What is there; valid until more comes. */
  get bytes(): Buffer {
    return this.#buffer.subarray(0, this.length);
  }

  /** The whole buffer, with at least so many bytes free from `length` on; valid until more comes. */
  room(most: number): Buffer {
    if (this.length + most > this.#buffer.length) this.#grow(most);
    return this.#buffer;
  }

  /** Any text; what is no character (half of a surrogate pair) becomes U+FFFD. */
  text(text: string): void {
    // At most three bytes for each unit of UTF-16.
    this.length += this.room(text.length * 3).write(text, this.length);
  }

  clear(): void {
    this.length = 0;
  }

  #grow(most: number): void {
    const larger = Buffer.allocUnsafeSlow((this.length + most) * 2);
    this.#buffer.copy(larger, 0, 0, this.length);
    this.#buffer = larger;
  }
}
