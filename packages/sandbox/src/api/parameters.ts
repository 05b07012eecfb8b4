import { badParameter } from './api-error.ts';

/** Reads query parameters, each with the error that the API gives. */
export class Parameters {
  readonly #query: URLSearchParams;

  constructor(query: URLSearchParams) {
    this.#query = query;
  }

  /** A text; an empty one counts as absent. */
  text(name: string): string | undefined {
    return this.#query.get(name) || undefined;
  }

  whole(name: string, fallback: number, least: number): number {
    const value = this.text(name);
    if (value === undefined) return fallback;
    const number = /^\d+$/.test(value) ? Number(value) : Number.NaN;
    if (!Number.isSafeInteger(number) || number < least) {
      throw badParameter(name, value, `an integer from ${least} on`);
    }
    return number;
  }

  /** Epoch ms of an ISO 8601 time. */
  time(name: string): number | undefined {
    const value = this.text(name);
    if (value === undefined) return undefined;
    const time = /^\d{4}-\d\d-\d\d/.test(value) ? Date.parse(value) : Number.NaN;
    if (Number.isNaN(time)) throw badParameter(name, value, 'an ISO 8601 time');
    return time;
  }

  flag(name: string): boolean | undefined {
    const value = this.text(name);
    if (value === undefined) return undefined;
    if (value !== 'true' && value !== 'false') throw badParameter(name, value, 'true or false');
    return value === 'true';
  }

  oneOf<const T extends string>(name: string, values: readonly T[], fallback: T): T {
    const value = this.text(name);
    if (value === undefined) return fallback;
    const found = values.find((candidate) => candidate === value);
    if (found === undefined) throw badParameter(name, value, values.join(', '));
    return found;
  }
}
