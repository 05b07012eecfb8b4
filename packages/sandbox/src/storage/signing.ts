import { createHmac, timingSafeEqual } from 'node:crypto';

/** A path signed until a time, in the shape of the object store's own URLs. */
export function signed(secret: string, path: string, now: number, expiry: number): string {
  const query = new URLSearchParams({
    'X-Goog-Algorithm': 'GOOG4-HMAC-SHA256',
    'X-Goog-Credential': 'sandbox@example.org',
    'X-Goog-Date': String(now),
    'X-Goog-Expires': String(expiry / 1000),
    'X-Goog-SignedHeaders': 'host',
  });
  query.set('X-Goog-Signature', signature(secret, path, query));
  return `${path}?${query}`;
}

export type Verdict = 'valid' | 'expired' | 'wrong';

export function verify(secret: string, path: string, query: URLSearchParams, now: number): Verdict {
  const given = Buffer.from(query.get('X-Goog-Signature') ?? '');
  const expected = Buffer.from(signature(secret, path, query));
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return 'wrong';
  const until = Number(query.get('X-Goog-Date')) + Number(query.get('X-Goog-Expires')) * 1000;
  return now < until ? 'valid' : 'expired';
}

function signature(secret: string, path: string, query: URLSearchParams): string {
  const said = [path, query.get('X-Goog-Date'), query.get('X-Goog-Expires')].join('\n');
  return createHmac('sha256', secret).update(said).digest('hex');
}
