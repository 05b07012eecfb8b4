import type { ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { errorBody } from '../api/api-error.ts';
import type { Clock } from '../clock.ts';
import type { ApiFault, FaultPlan } from './fault-plan.ts';

export interface Delivery {
  readonly response: ServerResponse;
  readonly url: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** Sends an answer as it should be. */
export function deliver({ response, status, headers, body }: Delivery): void {
  response.writeHead(status, { ...headers, 'content-length': body.length });
  response.end(body);
}

/** Sends an answer with a fault. */
export async function deliverFaulty(
  delivery: Delivery,
  fault: ApiFault,
  plan: FaultPlan,
  clock: Clock,
  signal: AbortSignal,
): Promise<void> {
  const { response, url, status, headers, body } = delivery;
  const place = plan.place(url, body.length);
  switch (fault) {
    case 'reset':
      response.writeHead(status, { ...headers, 'content-length': body.length });
      response.write(body.subarray(0, place), () => response.socket?.resetAndDestroy());
      return;
    case 'truncated':
      // Either the length is that of the part, or there is none and the last chunk ends it: both look complete.
      response.writeHead(status, place % 2 === 0 ? { ...headers, 'content-length': place } : headers);
      response.write(body.subarray(0, Math.ceil(place / 2)));
      response.end(body.subarray(Math.ceil(place / 2), place));
      return;
    case 'slow':
      response.writeHead(status, { ...headers, 'content-length': body.length });
      for (let piece = 0; piece < 4; piece++) {
        const at = (share: number): number => Math.floor((body.length * share) / 4);
        await wait(plan.delay / 4, undefined, { signal });
        response.write(body.subarray(at(piece), at(piece + 1)));
      }
      response.end();
      return;
    default:
      deliver({ ...delivery, ...refusals[fault](plan, clock, headers) });
  }
}

type Refusal = (
  plan: FaultPlan,
  clock: Clock,
  headers: Delivery['headers'],
) => Pick<Delivery, 'status' | 'headers' | 'body'>;

const envelope =
  (
    status: number,
    code: string,
    message: string,
    more: (plan: FaultPlan, clock: Clock) => Record<string, string> = () => ({}),
  ): Refusal =>
  (plan, clock, headers) => ({
    status,
    headers: { ...headers, ...more(plan, clock), 'content-type': 'application/json; charset=utf-8' },
    body: Buffer.from(JSON.stringify(errorBody({ code, message, details: undefined }))),
  });

const tooMany = (more: (plan: FaultPlan, clock: Clock) => Record<string, string>): Refusal =>
  envelope(429, 'RATE_LIMIT_EXCEEDED', 'Rate limit exceeded', more);

const refusals: Readonly<Record<Exclude<ApiFault, 'reset' | 'truncated' | 'slow'>, Refusal>> = {
  500: envelope(500, 'INTERNAL_SERVER_ERROR', 'Something went wrong'),
  '502html': (_plan, _clock, headers) => ({
    status: 502,
    headers: { ...headers, 'content-type': 'text/html; charset=utf-8' },
    body: Buffer.from(
      '<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>',
    ),
  }),
  503: envelope(503, 'SERVICE_UNAVAILABLE', 'The service is restarting'),
  504: envelope(504, 'GATEWAY_TIMEOUT', 'The upstream did not answer in time'),
  '429s': tooMany(({ retryAfter }) => ({ 'retry-after': String(retryAfter) })),
  '429date': tooMany(({ retryAfter }, clock) => ({
    // Dates have whole seconds: rounded up, or a client comes back too early.
    'retry-after': new Date(Math.ceil(clock.now() / 1000 + retryAfter) * 1000).toUTCString(),
  })),
  '429none': tooMany(() => ({})),
};
