import type { DataTypeName } from '@hyperstudy-workflows/core';

interface Described {
  /** What it does, as a line of help. */
  readonly help: string;
  /** What stands for the value in help: list, time, id. */
  readonly value?: string;
}

/** On or off. */
export interface Flag extends Described {
  readonly kind: 'flag';
  readonly default: boolean;
}

/** One of a few words. */
export interface Choice<Word extends string = string> extends Described {
  readonly kind: 'choice';
  readonly choices: readonly Word[];
  readonly default: Word | undefined;
}

/** Several of a few words. */
export interface Choices<Word extends string = string> extends Described {
  readonly kind: 'choices';
  readonly choices: readonly Word[];
  readonly default: readonly Word[];
}

/** Data types by any of their names, or all. */
export interface Types extends Described {
  readonly kind: 'types';
  readonly default: 'all';
}

/** Free words, with commas between. */
export interface List extends Described {
  readonly kind: 'list';
  readonly default: readonly string[];
}

export interface Text extends Described {
  readonly kind: 'text';
  readonly default: undefined;
}

/** A moment, ISO 8601. */
export interface Time extends Described {
  readonly kind: 'time';
  readonly default: undefined;
}

/** A whole number. */
export interface Count extends Described {
  readonly kind: 'count';
  readonly least: number;
  readonly most: number;
  readonly default: undefined;
}

/** A setting of an export, of any kind. */
export type Setting = Flag | Choice | Choices | Types | List | Text | Time | Count;

/** What a setting is once read. */
export type ValueOf<S extends Setting> = S extends Flag
  ? boolean
  : S extends Choice<infer Word>
    ? Word
    : S extends Choices<infer Word>
      ? readonly Word[]
      : S extends Types
        ? readonly DataTypeName[] | 'all'
        : S extends List
          ? readonly string[]
          : S extends Count
            ? number
            : string;

export const flag = (help: string, byDefault = false): Flag => ({ kind: 'flag', help, default: byDefault });

export const choice = <const Word extends string>(
  help: string,
  choices: readonly Word[],
  byDefault?: NoInfer<Word>,
): Choice<Word> => ({ kind: 'choice', help, choices, default: byDefault });

export const choices = <const Word extends string>(
  help: string,
  words: readonly Word[],
  byDefault: readonly NoInfer<Word>[],
): Choices<Word> => ({ kind: 'choices', help, choices: words, default: byDefault, value: 'list' });

export const types = (help: string): Types => ({ kind: 'types', help, default: 'all', value: 'list' });

export const list = (help: string): List => ({ kind: 'list', help, default: [], value: 'list' });

export const text = (help: string, value: string): Text => ({
  kind: 'text',
  help,
  value,
  default: undefined,
});

export const time = (help: string): Time => ({ kind: 'time', help, value: 'time', default: undefined });

export const count = (help: string, least: number, most: number): Count => ({
  kind: 'count',
  help,
  least,
  most,
  value: 'n',
  default: undefined,
});
