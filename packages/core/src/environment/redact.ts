const queryOfUrl = /(https?:\/\/[^\s"'<>\\?]+)\?[^\s"'<>\\]*/g;
const signedParts = /\b(X-Goog-[A-Za-z-]+|X-Amz-[A-Za-z-]+|Signature|GoogleAccessId|token)=[^\s&"'<>\\]+/gi;

/** Takes secrets out of a text. */
export type Redact = (text: string) => string;

/** Removes the query of every URL (it may be a signature) and the given secrets, plain and URL-encoded. */
export function createRedact(secrets: readonly string[]): Redact {
  const forms = secrets
    .filter((secret) => secret.length > 0)
    .flatMap((secret) => [
      ...new Set([secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64')]),
    ]);
  return (text) => {
    let clean = text.replace(queryOfUrl, '$1?[removed]').replace(signedParts, '$1=[removed]');
    for (const form of forms) clean = clean.replaceAll(form, '[key]');
    return clean;
  };
}

/** The same value with every text in it redacted. */
export function redactDeep(value: unknown, redact: Redact): unknown {
  if (value === undefined) return undefined;
  const json: unknown = JSON.parse(redact(JSON.stringify(value)));
  return json;
}
