/** 64 bits that stand for a text, as two signed 32-bit numbers: V8 keeps those without an object of their own. */
export interface Fingerprint {
  /** Never 0. */
  readonly high: number;
  readonly low: number;
}

/** Two 32-bit multiply-xor hashes with different seeds (the mixing steps of MurmurHash3, public domain). */
export function fingerprint(text: string): Fingerprint {
  let a = 0x9e3779b9 ^ text.length;
  let b = 0x85ebca6b ^ text.length;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 0x85ebca6b);
    a = (a << 13) | (a >>> 19);
    b = Math.imul(b ^ code, 0xc2b2ae35);
    b = (b << 17) | (b >>> 15);
  }
  a = Math.imul(a ^ (a >>> 16) ^ b, 0xc2b2ae35);
  b = Math.imul(b ^ (b >>> 13) ^ a, 0x27d4eb2f);
  return { high: a ^ (a >>> 15) || 1, low: b ^ (b >>> 16) };
}
