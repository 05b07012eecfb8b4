/**
 * Reads a text character by character the way a reader would see it: percent-encoding, \u escapes and character
 * references are undone, however often they were applied; letters lose case, accents and width. So one pattern finds
 * Zoë, ZOE, Zoe\u0301, Zo%C3%AB, Zo\u00eb and Zo&#235;.
 */

/** What a character is to the search. */
export const kinds = { mark: 0, letter: 1, joiner: 2, other: 3 } as const;
export type Kind = (typeof kinds)[keyof typeof kinds];

/** One character as it was read. */
export interface Character {
  kind: Kind;
  /** Code units in the text. */
  length: number;
  /** The letter, folded; empty for anything else. */
  folded: string;
  /** As it is meant, not folded. */
  plain: string;
  /** Of a script that doesn't put spaces between words. */
  unspaced: boolean;
}

/** Kind and folded code of ASCII characters, for speed. */
export const asciiKind = new Uint8Array(128).fill(kinds.other);
export const asciiFold = new Uint16Array(128);
for (const character of '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ') {
  asciiKind[character.charCodeAt(0)] = kinds.letter;
  asciiFold[character.charCodeAt(0)] = character.toLowerCase().charCodeAt(0);
}
// What stands between the parts of a name, an address or an id, also once it was made safe for a file name.
for (const character of " _-.+@/'") asciiKind[character.charCodeAt(0)] = kinds.joiner;

const cache = new Map<number, Omit<Character, 'length'>>();

const letter = /[\p{L}\p{N}]/u;
const mark = /[\p{M}\p{Default_Ignorable_Code_Point}]/u;
const joiner = /[\p{Zs}\p{Pd}\p{Pc}\u2018\u2019\u02bc]/u;
const unspaced =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;

function factsOf(code: number): Omit<Character, 'length'> {
  let facts = cache.get(code);
  if (facts === undefined) {
    const plain = String.fromCodePoint(code);
    const folded = foldLetters(plain);
    const kind = mark.test(plain)
      ? kinds.mark
      : letter.test(plain) && folded !== ''
        ? kinds.letter
        : joiner.test(plain) || (code < 128 && asciiKind[code] === kinds.joiner)
          ? kinds.joiner
          : kinds.other;
    facts = {
      kind,
      plain,
      folded: kind === kinds.letter ? folded : '',
      unspaced: unspaced.test(plain),
    };
    cache.set(code, facts);
  }
  return facts;
}

const lettersOf = (text: string): string => text.normalize('NFKD').replace(/[^\p{L}\p{N}]/gu, '');

/** Accents go first: in capitals some of them become letters. */
const foldLetters = (text: string): string => lettersOf(lettersOf(text).toUpperCase().toLowerCase());

const percentByte = /%(?:25)*([0-9a-f]{2})/iy;
const unicodeEscape = /\\+u(?:\{([0-9a-f]{1,6})\}|([0-9a-f]{4}))/iy;
const hexEscape = /\\+x([0-9a-f]{2})/iy;
const numberReference = /&(?:amp;)*#(?:x([0-9a-f]{1,6})|([0-9]{1,7}));?/iy;
const letterReference = /&(?:amp;)*([a-z])(?:acute|grave|circ|uml|tilde|cedil|ring|caron|slash);/iy;
const namedReference = /&(?:amp;)*(amp|lt|gt|quot|apos|nbsp|szlig|aelig|oelig|thorn|eth);/iy;
const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  szlig: 'ß',
  aelig: 'æ',
  oelig: 'œ',
  thorn: 'þ',
  eth: 'ð',
};

/** Longest that a character can be in a text: encoded a few times over. */
export const longestCharacter = 48;

/** Whether a character may begin an escape: the others stand for themselves. */
export const isSpecial = (code: number): boolean =>
  code > 127 || code === 0x25 || code === 0x5c || code === 0x26;

/** The character at a position. */
export function characterAt(text: string, at: number): Character {
  const code = text.codePointAt(at) ?? 0xfffd;
  const decoded =
    code === 0x25
      ? percentAt(text, at)
      : code === 0x5c
        ? escapeAt(text, at)
        : code === 0x26
          ? referenceAt(text, at)
          : undefined;
  if (decoded !== undefined) return { ...factsOf(decoded.code), length: decoded.length };
  return { ...factsOf(code), length: code > 0xffff ? 2 : 1 };
}

interface Decoded {
  readonly code: number;
  readonly length: number;
}

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/** Bytes of UTF-8, each written as %XX. */
function percentAt(text: string, at: number): Decoded | undefined {
  const first = match(percentByte, text, at);
  if (first === null) return undefined;
  const lead = Number.parseInt(first[1] ?? '', 16);
  if (lead < 0x80) return { code: lead, length: first[0].length };
  const more = lead >= 0xf0 && lead < 0xf8 ? 3 : lead >= 0xe0 ? 2 : lead >= 0xc2 ? 1 : 0;
  // A percent sign that was encoded, before what happens to look like a byte.
  const sign = text.startsWith('%25', at) ? { code: 0x25, length: 3 } : undefined;
  if (more === 0 || lead >= 0xf8) return sign;
  let code = lead & (0x3f >> more);
  let end = at + first[0].length;
  for (let i = 0; i < more; i += 1) {
    const next = match(percentByte, text, end);
    const byte = next === null ? 0 : Number.parseInt(next[1] ?? '', 16);
    if (next === null || (byte & 0xc0) !== 0x80) return sign;
    code = (code << 6) | (byte & 0x3f);
    end += next[0].length;
  }
  return code > 0x10ffff ? sign : { code, length: end - at };
}

function escapeAt(text: string, at: number): Decoded | undefined {
  const found = match(unicodeEscape, text, at) ?? match(hexEscape, text, at);
  if (found === null) return undefined;
  const code = Number.parseInt(found[1] ?? found[2] ?? '', 16);
  if (code > 0x10ffff) return undefined;
  if (code < 0xd800 || code > 0xdbff) return { code, length: found[0].length };
  const low = match(unicodeEscape, text, at + found[0].length);
  const second = Number.parseInt(low?.[2] ?? '', 16);
  if (low === null || !(second >= 0xdc00 && second <= 0xdfff)) return { code, length: found[0].length };
  const whole = 0x10000 + ((code - 0xd800) << 10) + (second - 0xdc00);
  return { code: whole, length: found[0].length + low[0].length };
}

function referenceAt(text: string, at: number): Decoded | undefined {
  const numeric = match(numberReference, text, at);
  if (numeric !== null) {
    const code = numeric[1] === undefined ? Number(numeric[2]) : Number.parseInt(numeric[1], 16);
    return code > 0x10ffff ? undefined : { code, length: numeric[0].length };
  }
  const accented = match(letterReference, text, at);
  // Accents are folded away all the same.
  if (accented !== null) return { code: accented[1]?.codePointAt(0) ?? 0, length: accented[0].length };
  const word = match(namedReference, text, at);
  const meant = named[word?.[1]?.toLowerCase() ?? ''];
  return word === null || meant === undefined
    ? undefined
    : { code: meant.codePointAt(0) ?? 0, length: word[0].length };
}
