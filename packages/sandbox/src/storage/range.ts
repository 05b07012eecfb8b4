/** A part of an object: bytes from `start` (inclusive) to `end` (exclusive). */
export interface Part {
  readonly start: number;
  readonly end: number;
}

/**
 * The part that a Range header names: null for the whole object (no header, several ranges, or one that isn't
 * understood, as RFC 9110 has it), 'unsatisfiable' for one that lies outside.
 */
export function partOf(header: string | undefined, size: number): Part | null | 'unsatisfiable' {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (first === '' && last === '') return null;
  if (first === '') {
    const length = Math.min(Number(last), size);
    return length === 0 ? 'unsatisfiable' : { start: size - length, end: size };
  }
  const start = Number(first);
  const end = last === '' ? size : Math.min(Number(last) + 1, size);
  if (start >= size) return 'unsatisfiable';
  return end <= start ? null : { start, end };
}
