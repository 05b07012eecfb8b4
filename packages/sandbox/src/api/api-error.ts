/** An answer of the API that isn't a success. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  readonly code: string;
  readonly details: unknown;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    code: string,
    message: string,
    details?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.details = details;
    this.headers = headers;
  }
}

export const badParameter = (parameter: string, value: unknown, expected: string): ApiError =>
  new ApiError(400, 'VALIDATION_ERROR', `Invalid value for parameter "${parameter}"`, {
    parameter,
    value,
    expected,
  });

export const unauthorized = (message: string): ApiError => new ApiError(401, 'AUTHENTICATION_ERROR', message);

export const forbidden = (message: string, details?: unknown): ApiError =>
  new ApiError(403, 'FORBIDDEN', message, details);

/** `wait` is in ms; the header has whole seconds, rounded up. */
export const tooManyRequests = (wait: number): ApiError =>
  new ApiError(429, 'RATE_LIMIT_EXCEEDED', 'Rate limit exceeded', undefined, {
    'retry-after': String(Math.ceil(wait / 1000)),
  });

export const notFound = (what: string): ApiError => new ApiError(404, 'NOT_FOUND', `${what} not found`);

/** The body of an error. */
export const errorBody = ({ code, message, details }: Pick<ApiError, 'code' | 'message' | 'details'>) => ({
  status: 'error',
  error: { code, message, ...(details === undefined ? {} : { details }) },
});
