import { put } from './put.ts';

/** A JSON value with every text in it, names of fields included, passed through. */
export function mapTexts(value: unknown, clean: (text: string) => string): unknown {
  if (typeof value === 'string') return clean(value);
  if (Array.isArray(value)) return value.map((item) => mapTexts(item, clean));
  if (typeof value !== 'object' || value === null) return value;
  const mapped: Record<string, unknown> = {};
  for (const [name, inner] of Object.entries(value)) put(mapped, clean(name), mapTexts(inner, clean));
  return mapped;
}

/** Properties of an error that hold texts of the server or the caller. */
const texts = ['message', 'hint', 'details', 'code', 'requestId'];

/** The same error, of the same class, without what its texts give away. What caused it may say more: it is gone. */
export function cleanError<T>(error: T, clean: (text: string) => string): T {
  if (!(error instanceof Error)) return error;
  const copy = Object.create(Object.getPrototypeOf(error), Object.getOwnPropertyDescriptors(error)) as T &
    Error;
  for (const name of texts) {
    const value: unknown = Reflect.get(error, name);
    if (value !== undefined) define(copy, name, mapTexts(value, clean));
  }
  define(copy, 'stack', clean(error.stack ?? ''));
  define(copy, 'cause', undefined);
  // A DOMException's own is a getter that a copy can't answer.
  define(copy, 'name', error.name);
  return copy;
}

function define(target: object, name: string, value: unknown): void {
  Object.defineProperty(target, name, {
    value,
    writable: true,
    configurable: true,
    enumerable: name !== 'stack',
  });
}
