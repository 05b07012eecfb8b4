/** Options over defaults; an option that is there but undefined means its default. */
export function withDefaults<T extends object>(defaults: T, options: Partial<T>): T {
  const full = { ...defaults };
  for (const name in options) {
    const value = options[name];
    if (value !== undefined) full[name] = value;
  }
  return full;
}
