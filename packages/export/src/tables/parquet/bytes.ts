/** More room than this isn't kept for the next use. */
const mostKept = 4 * 1024 * 1024;

/** Bytes that grow at their end. */
export class Bytes {
  buffer: Buffer = Buffer.alloc(0);
  view = new DataView(this.buffer.buffer, 0, 0);
  length = 0;

  /** Makes room for so many more. */
  reserve(more: number): void {
    if (this.length + more <= this.buffer.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(this.length + more, this.buffer.length * 2, 256));
    this.buffer.copy(larger, 0, 0, this.length);
    this.#use(larger);
  }

  /** What is there; valid until more is added. */
  get filled(): Buffer {
    return this.buffer.subarray(0, this.length);
  }

  /** Forgets what is there, and keeps the room. */
  clear(): void {
    this.length = 0;
    if (this.buffer.length > mostKept) this.#use(Buffer.alloc(0));
  }

  /** Adds some of other bytes. */
  append(from: Buffer, start: number, end: number): void {
    this.reserve(end - start);
    from.copy(this.buffer, this.length, start, end);
    this.length += end - start;
  }

  /** Adds a text in UTF-8, after its length in four bytes: as Parquet has its plain texts. Returns the length. */
  appendText(text: string): number {
    // At most three bytes for each unit of UTF-16.
    this.reserve(4 + text.length * 3);
    const length = this.buffer.write(text, this.length + 4);
    this.view.setUint32(this.length, length, true);
    this.length += 4 + length;
    return length;
  }

  #use(buffer: Buffer): void {
    this.buffer = buffer;
    this.view = new DataView(buffer.buffer, buffer.byteOffset, buffer.byteLength);
  }
}
