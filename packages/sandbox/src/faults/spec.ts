import { UsageError } from '@hyperstudy-workflows/core';

/** What a word of a spec stands for: a number, a list of words (a+b+c), or text. */
export type SpecFields = Readonly<Record<string, 'number' | 'words' | 'text'>>;

export type SpecValues<T extends SpecFields> = {
  -readonly [K in keyof T]?: T[K] extends 'number' ? number : T[K] extends 'words' ? string[] : string;
};

/**
 * Reads `seed=7,rate=0.1,kinds=500+slow`.
 * @throws {UsageError} which names the option, the part, and what may stand there.
 */
export function parseSpec<const T extends SpecFields>(
  option: string,
  text: string,
  fields: T,
): SpecValues<T> {
  const values: Record<string, unknown> = {};
  for (const part of text.split(',').filter((piece) => piece.trim() !== '')) {
    const [name = '', ...rest] = part.trim().split('=');
    const value = rest.join('=');
    const kind = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (kind === undefined || value === '') {
      throw new UsageError(`"${part}" in ${option} isn't understood.`, {
        hint: `Write name=value, separated by commas; names: ${Object.keys(fields).join(', ')}.`,
      });
    }
    values[name] =
      kind === 'number' ? numberOf(option, name, value) : kind === 'words' ? value.split('+') : value;
  }
  return values as SpecValues<T>;
}

function numberOf(option: string, name: string, value: string): number {
  const number = Number(value);
  if (!Number.isFinite(number) || number < 0) {
    throw new UsageError(`${name} in ${option} must be a number from 0 on, not ${value}.`);
  }
  return number;
}

/**
 * The kinds that words stand for; a word may be a group.
 * @throws {UsageError} for a word that is neither.
 */
export function kindsOf<T extends string>(
  option: string,
  words: readonly string[],
  all: readonly T[],
  groups: Readonly<Record<string, readonly T[]>> = {},
): T[] {
  return words.flatMap((word) => {
    const group = Object.hasOwn(groups, word) ? groups[word] : all.filter((kind) => kind === word);
    if (group === undefined || group.length === 0) {
      throw new UsageError(`"${word}" is no kind of ${option}.`, {
        hint: `Kinds: ${[...Object.keys(groups), ...all].join(', ')}.`,
      });
    }
    return group;
  });
}
