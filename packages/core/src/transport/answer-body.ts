import { ResponseError } from '../errors/response-error.ts';
import { isObject } from './envelope.ts';

/**
 * The JSON of an answer; undefined where there is none.
 * @param path for messages, without secrets
 * @param requestId of the server, for its support, without secrets; empty where there is none
 * @throws {ResponseError} for a success that is no JSON
 */
export function parseBody(text: string, path: string, status: number, requestId: string): unknown {
  if (text.trim() === '') return undefined;
  try {
    const body: unknown = JSON.parse(text);
    return body;
  } catch {
    // A refusal needs no body to be understood.
    if (status >= 300) return undefined;
    const what = /^\s*</.test(text) ? 'HTML, probably of a gateway,' : 'cut-off or broken JSON';
    throw new ResponseError(`HyperStudy sent ${what} instead of data (${status}, ${path}).`, {
      status,
      requestId: requestId === '' ? undefined : requestId.slice(0, 500),
      hint: 'Check the base URL; if it is right, try again later.',
    });
  }
}

/** A body that says no, whatever its status: {status: 'error'}, or an error in the place of data. */
export function saysNo(body: unknown): boolean {
  if (!isObject(body)) return false;
  if (body.status === 'error') return true;
  return body.error !== undefined && body.error !== null && body.data === undefined;
}
