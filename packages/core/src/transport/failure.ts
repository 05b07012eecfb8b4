import { type Redact, redactDeep } from '../environment/redact.ts';
import { AuthenticationError } from '../errors/authentication-error.ts';
import type { ErrorFacts, HyperStudyError } from '../errors/hyperstudy-error.ts';
import { NotFoundError } from '../errors/not-found-error.ts';
import { PermissionError } from '../errors/permission-error.ts';
import { RateLimitError } from '../errors/rate-limit-error.ts';
import { ResponseError } from '../errors/response-error.ts';
import { ServerError } from '../errors/server-error.ts';
import { UsageError } from '../errors/usage-error.ts';
import { isObject } from './envelope.ts';

/** An answer that says no. */
export interface Refusal {
  readonly status: number;
  readonly body: unknown;
  readonly requestId: string | undefined;
  /** ms; only for 429. */
  readonly retryAfter: number;
  /** Route that was asked, without query. */
  readonly path: string;
}

/** Codes that mean a status, for answers that are 200 and yet say status: error. */
const statusOfCode: Readonly<Record<string, number>> = {
  VALIDATION_ERROR: 400,
  INVALID_PARAMETER: 400,
  UNAUTHORIZED: 401,
  AUTHENTICATION_ERROR: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  RATE_LIMIT_EXCEEDED: 429,
};

/** The error that an answer stands for: by HTTP status first, codes differ between releases. */
export function errorOf(refusal: Refusal, redact: Redact): HyperStudyError {
  const said = whatWasSaid(refusal.body);
  const status = refusal.status >= 400 ? refusal.status : (statusOfCode[said.code ?? ''] ?? 500);
  const facts: ErrorFacts = {
    status: refusal.status,
    code: said.code === undefined ? undefined : redact(said.code),
    requestId: refusal.requestId === undefined ? undefined : redact(refusal.requestId),
    details: redactDeep(said.details, redact),
  };
  const about = (text: string) =>
    `${text} (${refusal.status}, ${refusal.path})${said.message === undefined ? '' : `: ${short(redact(said.message))}`}`;
  switch (status) {
    case 400:
    case 422:
      return new UsageError(about('HyperStudy refused the request'), {
        ...facts,
        hint: hintOf(said.details),
      });
    case 401:
      return new AuthenticationError(about('HyperStudy does not accept the API key'), {
        ...facts,
        hint: 'Check that the key is whole, not expired and not revoked; a new key needs up to 10 s to work.',
      });
    case 403:
      return permissionError(about('The API key may not read this'), facts, said.details);
    case 404:
      return new NotFoundError(about('HyperStudy does not know this'), {
        ...facts,
        hint: 'Check the id: hyperstudy list experiments shows what this key can see.',
      });
    case 429:
      return new RateLimitError(about('The rate limit is used up'), {
        ...facts,
        retryAfter: refusal.retryAfter,
      });
    default:
      if (status >= 500 || status === 408) return new ServerError(about('HyperStudy failed'), facts);
      return new ResponseError(about('HyperStudy gave an answer that is not understood'), facts);
  }
}

function permissionError(message: string, facts: ErrorFacts, details: unknown): PermissionError {
  const required = textsOf(isObject(details) ? details.required : undefined);
  const provided = textsOf(isObject(details) ? details.provided : undefined);
  const hint =
    required.length > 0
      ? `Give the key the scope ${required.join(', ')} in HyperStudy (scopes can be edited later).`
      : 'Ask the owner of the experiment for View and Export permission on its data, and check the scopes of the key.';
  return new PermissionError(message, { ...facts, required, provided, hint });
}

interface Said {
  code?: string;
  message?: string;
  details?: unknown;
}

/** {status, error: {code, message, details}}, {error: text}, {message}, or anything else. */
function whatWasSaid(body: unknown): Said {
  if (!isObject(body)) return {};
  const { error } = body;
  if (typeof error === 'string') return { message: error, code: textOf(body.code) };
  const source = isObject(error) ? error : body;
  const message = textOf(source.message);
  return {
    code: textOf(source.code),
    message,
    details: source.details,
  };
}

function hintOf(details: unknown): string | undefined {
  if (!isObject(details)) return undefined;
  const { parameter, expected } = details;
  return typeof parameter === 'string' && expected !== undefined
    ? `${parameter} should be ${typeof expected === 'string' ? expected : JSON.stringify(expected)}.`
    : undefined;
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

const textsOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];

/** One line: what a server says may be long, or forge lines of a log. */
const short = (text: string): string => text.replace(/[\s\p{Cc}]+/gu, ' ').slice(0, 500);
