import type { Basis } from './basis.ts';
import type { Finder } from './finder.ts';
import { type Identifier, Identifiers } from './identifiers.ts';
import type { PseudonymKey } from './key.ts';

/** What the files of a folder may lack, compared with what is known now. */
export interface Changes {
  /** Records would be written otherwise: all of them have to be read again. */
  readonly all: boolean;
  /** New identifiers: only where one stands in a file has it to be written again. */
  readonly fresh: ReadonlyMap<string, readonly Identifier[]>;
}

/** Compares the basis of earlier files with what is known now. */
export function changesSince(
  before: Basis,
  decisions: Readonly<Record<string, string>>,
  identifiers: Identifiers | undefined,
  key: PseudonymKey | undefined,
): Changes {
  const decidedOtherwise = Object.entries(before.decisions).some(
    ([who, decision]) => decisions[who] !== undefined && decisions[who] !== decision,
  );
  if (identifiers === undefined || key === undefined) return { all: decidedOtherwise, fresh: new Map() };
  const earlier = identifiersOf(before, key);
  const were = earlier.identifiers();
  const are = identifiers.identifiers();
  const fresh = new Map([...are].filter(([fold]) => !were.has(fold)));
  const replacedOtherwise = [...were].some(([fold, same]) => !isSame(same, are.get(fold) ?? []));
  return { all: decidedOtherwise || replacedOtherwise || overlap(earlier.finder(), fresh), fresh };
}

function identifiersOf({ known, roles }: Pick<Basis, 'known' | 'roles'>, key: PseudonymKey): Identifiers {
  const identifiers = new Identifiers(key);
  for (const role of roles) identifiers.addRole(role);
  for (const one of known) identifiers.add(one);
  return identifiers;
}

function isSame(before: readonly Identifier[], now: readonly Identifier[]): boolean {
  const ruleOf = ({ text, replacement, match, inText, kind }: Identifier) =>
    JSON.stringify([text, replacement, match, inText, kind]);
  const rules = new Set(now.map(ruleOf));
  return before.every((identifier) => rules.has(ruleOf(identifier)));
}

/** Ada Byron, of whom only Ada was known: in the files she is half replaced, and no longer found. */
function overlap(earlier: Finder<Identifier>, fresh: Changes['fresh']): boolean {
  return [...fresh.values()].flat().some(({ text }) => earlier.find(text).length > 0);
}
