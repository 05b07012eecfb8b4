import { encodedIn } from './base64.ts';
import type { Finder } from './finder.ts';
import type { Identifier, Identifiers } from './identifiers.ts';

/** How often something was replaced or left out, by what it was. */
export class Tally {
  readonly #counts = new Map<string, number>();

  constructor(counts: Readonly<Record<string, number>> = {}) {
    for (const [name, count] of Object.entries(counts)) this.#counts.set(name, count);
  }

  add(name: string, count = 1): void {
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + count);
  }

  /** In a fixed order. */
  get counts(): Record<string, number> {
    return Object.fromEntries([...this.#counts].sort(([a], [b]) => (a < b ? -1 : 1)));
  }
}

/** A text and what was replaced in it. */
interface Scrubbed {
  readonly text: string;
  /** Kinds of what was replaced; undefined where nothing was. */
  readonly replaced?: readonly string[];
}

/** Addresses of people who aren't known: of experimenters, of friends. */
const anyAddress = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu;

/** Texts come again and again: ids, categories, labels. */
const mostCached = 50_000;
const longestCached = 120;

/** Replaces known identifiers in free text, in whatever case and encoding. */
export class TextScrubber {
  readonly #finder: Finder<Identifier>;
  readonly #whole: ReadonlyMap<string, Identifier>;
  #cache = new Map<string, Scrubbed>();
  #looseCache = new Map<string, Scrubbed>();

  constructor(identifiers: Identifiers) {
    this.#finder = identifiers.finder();
    this.#whole = new Map(
      [...identifiers.identifiers().values()]
        .flat()
        .filter(({ inText, numeric }) => !inText && !numeric)
        .map((identifier) => [identifier.text, identifier]),
    );
  }

  /** @param loose takes short and ordinary names in any case and spelling: for names of files */
  scrub(text: string, tally: Tally | undefined, loose = false): string {
    const cache = loose ? this.#looseCache : this.#cache;
    let scrubbed = cache.get(text);
    if (scrubbed === undefined) {
      scrubbed = this.#scrub(text, loose);
      if (text.length <= longestCached) {
        if (cache.size >= mostCached) cache.clear();
        cache.set(text, scrubbed);
      }
    }
    if (tally !== undefined) for (const kind of scrubbed.replaced ?? []) tally.add(kind);
    return scrubbed.text;
  }

  #scrub(text: string, loose: boolean): Scrubbed {
    const whole = this.#whole.get(text);
    if (whole !== undefined) return { text: whole.replacement, replaced: [whole.kind] };
    const replaced: string[] = [];
    let clean = this.#known(text, loose, replaced);
    if (clean.includes('@')) {
      clean = clean.replace(anyAddress, () => {
        replaced.push('unknownEmail');
        return '[e-mail]';
      });
    }
    clean = this.#encoded(clean, replaced);
    return replaced.length === 0 ? { text } : { text: clean, replaced };
  }

  #known(text: string, loose: boolean, replaced: string[]): string {
    const hits = this.#finder.find(text, loose);
    if (hits.length === 0) return text;
    let clean = '';
    let end = 0;
    for (const { start, end: next, pattern } of hits) {
      clean += text.slice(end, start) + pattern.replacement;
      end = next;
      replaced.push(pattern.kind);
    }
    return clean + text.slice(end);
  }

  /** A token whose content names somebody is taken out whole. */
  #encoded(text: string, replaced: string[]): string {
    let clean = '';
    let from = 0;
    for (const { start, end, text: inner } of encodedIn(text)) {
      if (this.#finder.find(inner).length === 0) continue;
      clean += `${text.slice(from, start)}[encoded]`;
      from = end;
      replaced.push('encoded');
    }
    return clean + text.slice(from);
  }
}
