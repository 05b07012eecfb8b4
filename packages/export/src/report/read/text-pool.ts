/** Ids come again row after row: their bytes are compared instead of decoded. */
const slots = 4096;
const longest = 64;

export class TextPool {
  readonly #texts: (string | undefined)[] = new Array<string | undefined>(slots);
  readonly #bytes: (Buffer | undefined)[] = new Array<Buffer | undefined>(slots);

  /** The UTF-8 text between two positions. */
  text(bytes: Buffer, start: number, end: number): string {
    if (end - start > longest) return bytes.toString('utf8', start, end);
    let hash = 0;
    for (let i = start; i < end; i += 1) hash = (Math.imul(hash, 31) + (bytes[i] ?? 0)) | 0;
    const slot = (hash ^ (hash >>> 12)) & (slots - 1);
    const known = this.#texts[slot];
    if (known !== undefined && same(this.#bytes[slot], bytes, start, end)) return known;
    const text = bytes.toString('utf8', start, end);
    this.#texts[slot] = text;
    this.#bytes[slot] = Buffer.from(bytes.subarray(start, end));
    return text;
  }
}

function same(known: Buffer | undefined, bytes: Buffer, start: number, end: number): boolean {
  if (known === undefined || known.length !== end - start) return false;
  for (let i = 0; i < known.length; i += 1) if (known[i] !== bytes[start + i]) return false;
  return true;
}
