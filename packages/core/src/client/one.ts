import { NotFoundError } from '../errors/not-found-error.ts';
import type { CallOptions } from '../transport/call.ts';
import { isObject, readEnvelope, unwrapOne } from '../transport/envelope.ts';
import type { Transport } from '../transport/transport.ts';

/**
 * Asks for one thing: an object, or an array of one, whichever the route gives.
 * @param what for messages, e.g. experiment
 * @throws {NotFoundError} where the answer holds none
 */
export async function fetchOne<T extends object>(
  transport: Transport,
  path: string,
  what: string,
  options?: CallOptions,
): Promise<T> {
  const { body } = await transport.call(path, options);
  const found = unwrapOne(readEnvelope(body));
  if (isObject(found)) return found as T;
  throw new NotFoundError(`HyperStudy sent no ${what}.`, { hint: 'Check the id.' });
}
