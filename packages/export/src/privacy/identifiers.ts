import { Finder, foldText, type IdentifierKind, lettersIn, type Pattern } from './finder.ts';
import type { PseudonymKey } from './key.ts';
import { isOrdinary } from './vocabulary.ts';

/** What is known of people: ids, and the names and addresses that go with them. */
export interface Known {
  readonly kind: IdentifierKind;
  readonly text: string;
  /** Id of the person; undefined where it isn't said whose it is. */
  readonly person?: string;
}

/** An identifier with what stands in for it. */
export interface Identifier extends Pattern {
  readonly replacement: string;
  /** Searched for in free text; a single letter or a short number isn't. */
  readonly inText: boolean;
  /** Digits only: not told from a measured number in a file. */
  readonly numeric: boolean;
}

/** Most letters of a name that is matched: a server could send a novel. */
const longestText = 400;
/** Shorter names and ids are words like others: only exactly equal ones count. */
const fewLetters = 4;
/** Numbers of fewer digits could be anything. */
const fewDigits = 10;
const fewestDigitsInText = 5;

const unspacedText =
  /^[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}\s]+$/u;

interface Entry {
  kind: IdentifierKind;
  readonly texts: Set<string>;
  readonly people: Set<string>;
}

const rank: Readonly<Record<IdentifierKind, number>> = { id: 2, email: 1, name: 0 };

/** The people of a study as far as they are known, and the pseudonyms of all they are called. */
export class Identifiers {
  readonly #key: PseudonymKey;
  readonly #entries = new Map<string, Entry>();
  readonly #known = new Map<string, Known>();
  readonly #ids = new Set<string>();
  readonly #roles = new Set<string>();
  readonly #people = new Map<string, string>();

  constructor(key: PseudonymKey) {
    this.#key = key;
  }

  /** Whether it is known; quick, for it is asked of every record. */
  has({ kind, text, person }: Known): boolean {
    return kind === 'id' ? this.#ids.has(text) : this.#known.has(`${kind}\0${text}\0${person ?? ''}`);
  }

  /** @returns whether it wasn't known before */
  add(known: Known): boolean {
    const text = known.text.normalize('NFC').trim().slice(0, longestText);
    if (known.kind === 'id') this.#ids.add(known.text);
    const identity = `${known.kind}\0${text}\0${known.person ?? ''}`;
    if (text === '' || this.#known.has(identity)) return false;
    this.#known.set(identity, { ...known, text });
    const fold = foldText(text) || text;
    const entry = this.#entries.get(fold) ?? { kind: known.kind, texts: new Set(), people: new Set() };
    if (rank[known.kind] > rank[entry.kind]) entry.kind = known.kind;
    entry.texts.add(text);
    const person = known.kind === 'id' ? text : known.person?.normalize('NFC').trim();
    if (person !== undefined && person !== '') entry.people.add(person);
    this.#entries.set(fold, entry);
    return true;
  }

  /** A role of the study: what people are called by it is an ordinary word. */
  addRole(role: string): void {
    this.#roles.add(foldText(role));
  }

  /** The pseudonym of a person. */
  person(id: string): string {
    let pseudonym = this.#people.get(id);
    if (pseudonym === undefined) {
      pseudonym = this.#key.pseudonym('person', id.trim());
      if (this.#people.size < 100_000) this.#people.set(id, pseudonym);
    }
    return pseudonym;
  }

  /** What stands in for a name or address whose person isn't said. */
  called(kind: 'name' | 'email', text: string): string {
    const fold = foldText(text) || text.normalize('NFC').trim();
    const entry = this.#entries.get(fold);
    return this.#replacement(fold, entry ?? { kind, texts: new Set(), people: new Set() });
  }

  /** All that is known, in a fixed order. */
  all(): Known[] {
    return [...this.#known].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, known]) => known);
  }

  /** Every identifier with what stands in for it, by what the search takes for one. */
  identifiers(): Map<string, readonly Identifier[]> {
    const found = new Map<string, readonly Identifier[]>();
    for (const [fold, entry] of this.#entries) {
      const replacement = this.#replacement(fold, entry);
      found.set(
        fold,
        [...entry.texts]
          .sort()
          .map((text) => ({ kind: entry.kind, text, replacement, ...this.#matching(text, fold) })),
      );
    }
    return found;
  }

  /** A search for all that is looked for in free text. */
  finder(): Finder<Identifier> {
    const finder = new Finder<Identifier>();
    for (const identifiers of this.identifiers().values())
      for (const identifier of identifiers) if (identifier.inText) finder.add(identifier);
    return finder;
  }

  /** One person's name is that person; a name that several share is only itself. */
  #replacement(fold: string, { kind, people }: Entry): string {
    const [person] = people;
    if (people.size === 1 && person !== undefined) return this.person(person);
    return this.#key.pseudonym(kind === 'email' ? 'address' : 'name', fold);
  }

  #matching(text: string, fold: string): Pick<Identifier, 'match' | 'inText' | 'numeric'> {
    const letters = lettersIn(text);
    const numeric = /^[\d\s.+-]+$/.test(text) && letters < fewDigits;
    const ordinary = isOrdinary(fold) || this.#roles.has(fold);
    const few = unspacedText.test(text) ? 2 : fewLetters;
    return {
      match: numeric || ordinary || letters < few ? 'exact' : 'folded',
      inText: numeric ? letters >= fewestDigitsInText : letters > 1,
      numeric,
    };
  }
}
