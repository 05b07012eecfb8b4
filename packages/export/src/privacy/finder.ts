import { asciiFold, asciiKind, type Character, characterAt, isSpecial, kinds } from './characters.ts';

/** What an identifier is. */
export type IdentifierKind = 'id' | 'name' | 'email';

/** Something to look for. */
export interface Pattern {
  readonly kind: IdentifierKind;
  /** As it was given. */
  readonly text: string;
  /**
   * exact: only with the same letters, case and marks, because it is short or an ordinary word.
   * folded: in whatever case, accents and encoding.
   */
  readonly match: 'exact' | 'folded';
}

export interface Hit<P extends Pattern> {
  readonly start: number;
  /** After its last character. */
  readonly end: number;
  readonly pattern: P;
}

/** Between words of a pattern, and of a folded text: joiners only (space, dash, ...), or anything but letters. */
const joint = 1;
const anyJoint = 2;
/** Longest run of characters between two words. */
const longestJoint = 24;

/** Many patterns at once, as a tree of folded letters that is walked from every beginning of a word. */
export class Finder<P extends Pattern> {
  /** Longest pattern, in folded letters. */
  longest = 0;
  readonly #edges = new Map<number, number>();
  readonly #ends = new Map<number, P[]>();
  readonly #starts = new Uint8Array(128 * 128);
  #wideStarts = false;
  #nodes = 1;

  /** @returns false where there is no letter to look for */
  add(pattern: P): boolean {
    const codes = codesOf(pattern.text);
    if (codes.length === 0) return false;
    let node = 0;
    for (const code of codes) {
      const edge = node * 0x10000 + code;
      let next = this.#edges.get(edge);
      if (next === undefined) {
        next = this.#nodes;
        this.#nodes += 1;
        this.#edges.set(edge, next);
      }
      node = next;
    }
    const there = this.#ends.get(node);
    if (there === undefined) this.#ends.set(node, [pattern]);
    else there.push(pattern);
    this.#noteStart(codes[0] ?? 0, codes[1] ?? anyJoint);
    this.longest = Math.max(this.longest, codes.length);
    return true;
  }

  /**
   * Hits from left to right, the longest first where several begin at one place; they don't overlap.
   * @param loose takes letters of any case for exact patterns too
   */
  find(text: string, loose = false): Hit<P>[] {
    const hits: Hit<P>[] = [];
    let inWord = false;
    for (let at = 0; at < text.length; ) {
      const code = text.charCodeAt(at);
      if (!isSpecial(code)) {
        const isLetter = asciiKind[code] === kinds.letter;
        if (isLetter && !inWord && this.#mayStart(code, text.charCodeAt(at + 1))) {
          const hit = this.#at(text, at, loose);
          if (hit !== undefined) {
            hits.push(hit);
            at = hit.end;
            inWord = false;
            continue;
          }
        }
        // \nAda is a line feed and Ada, or a backslash and nAda: both are looked for.
        inWord = isLetter && !(isControlLetter(code) && text.charCodeAt(at - 1) === 0x5c);
        at += 1;
        continue;
      }
      const character = characterAt(text, at);
      if (character.kind === kinds.letter && (!inWord || character.unspaced)) {
        const hit = this.#at(text, at, loose);
        if (hit !== undefined) {
          hits.push(hit);
          at = hit.end;
          inWord = false;
          continue;
        }
      }
      if (character.kind !== kinds.mark) inWord = character.kind === kinds.letter && !character.unspaced;
      at += character.length;
    }
    return hits;
  }

  #noteStart(first: number, second: number): void {
    if (first > 127) this.#wideStarts = true;
    else if (second > 127 || second <= anyJoint) this.#starts.fill(1, first * 128, first * 128 + 128);
    else this.#starts[first * 128 + second] = 1;
  }

  /** Whether a pattern may begin with this ASCII letter and what comes after it. */
  #mayStart(code: number, next: number): boolean {
    const row = (asciiFold[code] ?? 0) * 128;
    // What isn't a plain letter may be a part of one: an accent, an escape.
    if (Number.isNaN(next) || next > 127 || asciiKind[next] !== kinds.letter) return true;
    return this.#wideStarts || this.#starts[row + (asciiFold[next] ?? 0)] === 1;
  }

  #at(text: string, start: number, loose: boolean): Hit<P> | undefined {
    const walk = { text, start, loose, best: undefined as Hit<P> | undefined };
    this.#walk(walk, 0, start);
    return walk.best;
  }

  #walk(
    walk: { text: string; start: number; loose: boolean; best: Hit<P> | undefined },
    from: number,
    position: number,
  ): void {
    let node = from;
    for (let at = position; at < walk.text.length; ) {
      const character = characterAt(walk.text, at);
      if (character.kind === kinds.mark) {
        at += character.length;
        continue;
      }
      if (character.kind !== kinds.letter) {
        const run = runAt(walk.text, at);
        const strict = run.joinersOnly ? this.#edges.get(node * 0x10000 + joint) : undefined;
        const free = this.#edges.get(node * 0x10000 + anyJoint);
        if (strict !== undefined && free !== undefined) this.#walk(walk, free, run.end);
        const next = strict ?? free;
        if (next === undefined) return;
        node = next;
        at = run.end;
        continue;
      }
      for (let i = 0; i < character.folded.length; i += 1) {
        const next = this.#edges.get(node * 0x10000 + character.folded.charCodeAt(i));
        if (next === undefined) return;
        node = next;
      }
      at += character.length;
      const patterns = this.#ends.get(node);
      if (patterns !== undefined) this.#take(walk, patterns, at, character.unspaced);
    }
  }

  #take(
    walk: { text: string; start: number; loose: boolean; best: Hit<P> | undefined },
    patterns: readonly P[],
    letterEnd: number,
    unspaced: boolean,
  ): void {
    const end = marksEnd(walk.text, letterEnd);
    if (!unspaced && end < walk.text.length) {
      const next = characterAt(walk.text, end);
      if (next.kind === kinds.letter && !next.unspaced) return;
    }
    const pattern = patterns.find(
      ({ match, text }) =>
        match === 'folded' || walk.loose || plainText(walk.text.slice(walk.start, end)) === core(text),
    );
    if (pattern !== undefined && (walk.best === undefined || end > walk.best.end)) {
      walk.best = { start: walk.start, end, pattern };
    }
  }
}

/** n, r, t, b and f after a backslash stand for control characters in JSON. */
const isControlLetter = (code: number): boolean =>
  code === 0x6e || code === 0x72 || code === 0x74 || code === 0x62 || code === 0x66;

/** What stands between two words. */
function runAt(text: string, start: number): { end: number; joinersOnly: boolean } {
  let joinersOnly = true;
  let at = start;
  for (let count = 0; at < text.length && count < longestJoint; count += 1) {
    const character = characterAt(text, at);
    if (character.kind === kinds.letter) break;
    if (character.kind === kinds.other) joinersOnly = false;
    at += character.length;
  }
  return { end: at, joinersOnly };
}

/** Accents belong to the letter before them. */
function marksEnd(text: string, start: number): number {
  let at = start;
  while (at < text.length) {
    const character = characterAt(text, at);
    if (character.kind !== kinds.mark) break;
    at += character.length;
  }
  return at;
}

/** A pattern as the codes of its letters, and joints between its words. */
function codesOf(text: string): number[] {
  const codes: number[] = [];
  let between = 0;
  for (const character of charactersOf(text)) {
    if (character.kind === kinds.mark) continue;
    if (character.kind !== kinds.letter) {
      if (codes.length > 0) between = Math.max(between, character.kind === kinds.joiner ? joint : anyJoint);
      continue;
    }
    if (between > 0) codes.push(between);
    between = 0;
    for (let i = 0; i < character.folded.length; i += 1) codes.push(character.folded.charCodeAt(i));
  }
  return codes;
}

function* charactersOf(text: string): Generator<Character, void> {
  for (let at = 0; at < text.length; ) {
    const character = characterAt(text, at);
    yield character;
    at += character.length;
  }
}

/** A text with its escapes undone, composed. */
const plainText = (text: string): string =>
  [...charactersOf(text)]
    .map(({ plain }) => plain)
    .join('')
    .normalize('NFC');

/** A pattern without what stands around its words. */
const core = (text: string): string => plainText(text).replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}\p{M}]+$/gu, '');

/** A text as the search sees it: equal for texts that one pattern finds. */
export const foldText = (text: string): string => String.fromCharCode(...codesOf(text.slice(0, 2000)));

/** How many letters and digits a text has, as the search counts them. */
export const lettersIn = (text: string): number =>
  codesOf(text.slice(0, 2000)).filter((code) => code > anyJoint).length;
