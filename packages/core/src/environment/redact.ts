const queryOfUrl = /(https?:\/\/[^\s"'<>?]+)\?[^\s"'<>]*/gi;
// Also URL-encoded (%3D), as where one URL is a parameter of another, and glued to an escaped & (\u0026).
const signedParts =
  /(X-Goog-[A-Za-z-]+|X-Amz-[A-Za-z-]+|\b(?:Signature|GoogleAccessId|token|sig))(=|%3D)[^\s&"'<>]+/gi;

/** Takes secrets out of a text. */
export type Redact = (text: string) => string;

/** Removes the query of every URL (it may be a signature) and the given secrets: plain, URL-encoded, base64. */
export function createRedact(secrets: readonly string[]): Redact {
  const forms = secrets
    .filter((secret) => secret.length > 0)
    .flatMap((secret) => [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64')]);
  // Without regard to case: a server may echo headers in lower case.
  const patterns = [...new Set(forms)].map((form) => new RegExp(literal(form), 'gi'));
  return (text) => {
    let clean = text;
    for (const pattern of patterns) clean = clean.replace(pattern, '[key]');
    return clean.replace(queryOfUrl, '$1?[removed]').replace(signedParts, '$1=[removed]');
  };
}

const literal = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

/** Longest list or object, and deepest nesting, of a server's details that is kept. */
const mostItems = 100;
const deepest = 8;

/** The same value with every text in it redacted; what is very long or deep is cut. */
export function redactDeep(value: unknown, redact: Redact, depth = 0): unknown {
  if (typeof value === 'string') return redact(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth === deepest) return '[deeper]';
  if (Array.isArray(value)) {
    return value.slice(0, mostItems).map((item) => redactDeep(item, redact, depth + 1));
  }
  const entries = Object.entries(value).slice(0, mostItems);
  return Object.fromEntries(
    entries.map(([name, item]) => [redact(name), redactDeep(item, redact, depth + 1)]),
  );
}
