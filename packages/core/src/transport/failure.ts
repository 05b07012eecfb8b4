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
  /** How long the server asks to wait, ms; undefined where it doesn't say. For 429 always there. */
  readonly retryAfter: number | undefined;
  /** Scope that the request needs, as far as it is published. */
  readonly needs: string | undefined;
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
  const said = whatWasSaid(refusal.body, redact);
  const facts: ErrorFacts = {
    status: refusal.status,
    code: said.code,
    requestId: refusal.requestId === undefined ? undefined : short(redact(refusal.requestId)),
    details: said.details,
  };
  const where = `(${refusal.status}, ${redact(refusal.path)})`;
  const about = (text: string) => `${text} ${where}${said.message === undefined ? '' : `: ${said.message}`}`;
  if (refusal.status >= 300 && refusal.status < 400) {
    return new ResponseError(about('HyperStudy redirects elsewhere'), {
      ...facts,
      hint: 'Check the base URL: https, host and path. The key is not sent to other places.',
    });
  }
  const status = refusal.status >= 400 ? refusal.status : (statusOfCode[said.code ?? ''] ?? 500);
  switch (status) {
    case 401:
      return new AuthenticationError(about('HyperStudy does not accept the API key'), {
        ...facts,
        hint: 'Check that the key is whole, not expired and not revoked; a new key needs up to 10 s to work.',
      });
    case 403:
      return permissionError(about('The API key may not read this'), facts, refusal.needs);
    case 404:
      return new NotFoundError(about('HyperStudy does not know this'), {
        ...facts,
        hint: 'Check the id: hyperstudy list experiments shows what this key can see.',
      });
    case 429:
      return new RateLimitError(about('The rate limit is used up'), {
        ...facts,
        retryAfter: refusal.retryAfter ?? 60_000,
      });
    default:
      if (status >= 500 || status === 408) {
        return new ServerError(about('HyperStudy failed'), { ...facts, retryAfter: refusal.retryAfter });
      }
      return new UsageError(about('HyperStudy refused the request'), {
        ...facts,
        hint: hintOf(said.details),
      });
  }
}

function permissionError(message: string, facts: ErrorFacts, needs: string | undefined): PermissionError {
  const { details } = facts;
  const required = textsOf(isObject(details) ? details.required : undefined);
  const provided = textsOf(isObject(details) ? details.provided : undefined);
  const scopes = needs === undefined ? 'the scopes of the key' : `that the key has the scope ${needs}`;
  const hint =
    required.length > 0
      ? `Give the key the scope ${required.join(', ')} in HyperStudy (scopes can be edited later).`
      : `Check ${scopes}, and ask the owner of the experiment for View and Export permission on its data.`;
  return new PermissionError(message, { ...facts, required, provided, hint });
}

interface Said {
  code?: string;
  message?: string;
  details?: unknown;
}

/**
 * {status, error: {code, message, details}}, {error: text}, {message}, or anything else. All of it is redacted here,
 * before anything is made of it: servers have been known to echo what they were sent.
 */
function whatWasSaid(body: unknown, redact: Redact): Said {
  if (!isObject(body)) return {};
  const { error } = body;
  const source = isObject(error) ? error : body;
  const clean = (value: unknown) => (typeof value === 'string' ? short(redact(value)) : undefined);
  return {
    code: clean(source.code),
    message: clean(typeof error === 'string' ? error : source.message),
    details: redactDeep(source.details, redact),
  };
}

function hintOf(details: unknown): string | undefined {
  if (!isObject(details)) return undefined;
  const { parameter, expected } = details;
  return typeof parameter === 'string' && expected !== undefined
    ? short(`${parameter} should be ${typeof expected === 'string' ? expected : JSON.stringify(expected)}.`)
    : undefined;
}

const textsOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];

/** One line: what a server says may be long, or forge lines of a log. */
const short = (text: string): string => text.replace(/[\s\p{Cc}]+/gu, ' ').slice(0, 500);
