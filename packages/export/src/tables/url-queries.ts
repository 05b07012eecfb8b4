/**
 * A copy without the query of any URL in it, however deep: in recordings the query is a signature, and whoever has
 * it can fetch the file.
 */
export function withoutUrlQueries(value: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, clean(inner)]));
}

function clean(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(/(https?:\/\/[^\s?#"'<>]+)[?#][^\s"'<>]*/gi, '$1');
  if (Array.isArray(value)) return value.map(clean);
  if (typeof value === 'object' && value !== null) return withoutUrlQueries({ ...value });
  return value;
}
