import { UsageError } from '@hyperstudy-workflows/core';
import { durationMs, wholeNumber } from '@hyperstudy-workflows/export';
import { z } from 'zod';

/** An input of the action's own: how it is described, and how its text becomes a value. */
export interface Input<T = unknown> {
  /** Whole sentences, for action.yml and the README. */
  readonly description: string;
  /** What action.yml gives where the workflow says nothing; none: unset. */
  readonly default?: string;
  /** Masked in logs before anything else happens. */
  readonly secret?: true;
  /** From the trimmed text; undefined where the input is unset. Its messages follow the name of the input. */
  readonly schema: z.ZodType<T, string | undefined>;
}

/** The values of a table of inputs. */
export type Values<T extends Readonly<Record<string, Input>>> = {
  readonly [Name in keyof T]: z.output<T[Name]['schema']>;
};

type More = Pick<Input, 'default' | 'secret'>;

const unset = z.undefined();

/** Any text. */
export const text = (description: string, more: More = {}): Input<string | undefined> => ({
  description,
  ...more,
  schema: z.string().or(unset),
});

/** Free words with commas or line breaks between. */
export const words = (description: string): Input<readonly string[]> => ({
  description,
  schema: z
    .string()
    .optional()
    .transform((given = '') => [
      ...new Set(
        given
          .split(/[,\n]/)
          .map((word) => word.trim())
          .filter((word) => word !== ''),
      ),
    ]),
});

/** One of a few words. */
export const choice = <const Word extends string>(
  description: string,
  choices: readonly [Word, ...Word[]],
  byDefault: NoInfer<Word>,
): Input<Word> => ({
  description: `${description} One of ${choices.map((word) => `\`${word}\``).join(', ')}.`,
  default: byDefault,
  schema: z.enum(choices, { error: `not one of ${choices.join(', ')}` }).default(byDefault),
});

/** On or off, in the forms of YAML's core schema and no other. */
export const flag = (description: string, byDefault: boolean): Input<boolean> => ({
  description,
  default: String(byDefault),
  schema: z
    .stringbool({
      truthy: ['true', 'True', 'TRUE'],
      falsy: ['false', 'False', 'FALSE'],
      case: 'sensitive',
      error: 'not true or false',
    })
    .optional()
    .transform((given) => given ?? byDefault),
});

/** A whole number; undefined where none is given and there is no default. */
export const count = (
  description: string,
  least: number,
  most: number,
  more: More = {},
): Input<number | undefined> => ({
  description: `${description} From ${least} to ${most}.`,
  ...more,
  schema: read((given) => wholeNumber('', given, least, most)),
});

/** A length of time in ms. */
export const duration = (description: string, more: More = {}): Input<number | undefined> => ({
  description,
  ...more,
  schema: read((given) => durationMs('', given)),
});

/** A text that a function understands; what it throws is the problem. */
export function read<T>(understand: (given: string) => T): z.ZodType<T | undefined, string | undefined> {
  return z
    .string()
    .optional()
    .transform((given, context): T | undefined => {
      if (given === undefined) return undefined;
      try {
        return understand(given);
      } catch (error) {
        if (!(error instanceof UsageError)) throw error;
        // The functions name the value first; here the name of the input and the value come from elsewhere.
        const named = [` ${given}: `, ` ${JSON.stringify(given)}: `];
        const prefix = named.find((start) => error.message.startsWith(start)) ?? '';
        const said = error.message.slice(prefix.length);
        context.addIssue({ code: 'custom', message: [said, error.hint].filter(Boolean).join(' ') });
        return z.NEVER;
      }
    });
}
