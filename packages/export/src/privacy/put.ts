/** Sets a field whose name comes from data: two that became one get a number, and __proto__ is a name too. */
export function put(fields: Record<string, unknown>, name: string, value: unknown): void {
  let free = name;
  for (let n = 2; Object.hasOwn(fields, free); n += 1) free = `${name}_${n}`;
  if (free !== '__proto__') {
    fields[free] = value;
    return;
  }
  Object.defineProperty(fields, free, { value, enumerable: true, writable: true, configurable: true });
}
