/** Nested more deeply than anything but a hostile server's: not looked at. */
const mostDepth = 100;

/**
 * Turns the content of a record into a 32-bit number; the order of fields doesn't matter. Two different contents have
 * the same number once in four billion times. Names of fields come in the same order in most records, so their hashes
 * are kept by position.
 */
export class ContentHash {
  readonly #names: string[] = [];
  readonly #hashes: number[] = [];

  of(row: Readonly<Record<string, unknown>>): number {
    const [names, hashes] = [this.#names, this.#hashes];
    let sum = 0;
    let i = 0;
    for (const name in row) {
      if (names[i] !== name) {
        names[i] = name;
        hashes[i] = hashText(name);
      }
      sum = (sum + mix(hashes[i] ?? 0, hashValue(row[name], 0))) | 0;
      i += 1;
    }
    return sum;
  }
}

/** JSON; a constant for what is nested too deeply to be written (hostile servers). */
export function contentText(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch {
    return 'deep';
  }
}

function hashValue(value: unknown, depth: number): number {
  switch (typeof value) {
    case 'string':
      return hashText(value);
    case 'number':
      return hashNumber(value);
    case 'boolean':
      return value ? 3 : 5;
    default:
      if (!isInside(value)) return 11;
      return depth > mostDepth ? 13 : hashInside(value, depth + 1);
  }
}

const isInside = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** An object or a list, whose names are its indexes. */
function hashInside(value: Readonly<Record<string, unknown>>, depth: number): number {
  let sum = Array.isArray(value) ? 17 : 19;
  for (const name in value) sum = (sum + mix(hashText(name), hashValue(value[name], depth))) | 0;
  return sum;
}

/** FNV-1a, 32 bit. */
function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash;
}

const float = new Float64Array(1);
const bits = new Int32Array(float.buffer);

/** From its bits: writing a fraction as text takes longer than all else. */
function hashNumber(value: number): number {
  float[0] = value;
  return mix(bits[0] ?? 0, bits[1] ?? 0);
}

function mix(a: number, b: number): number {
  const hash = Math.imul(a ^ (b >>> 15), 0x85ebca6b) ^ Math.imul(b, 0xc2b2ae35);
  return hash ^ (hash >>> 13);
}
