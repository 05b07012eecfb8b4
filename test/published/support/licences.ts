/** Licences under which anybody may use and pass on the code, as long as their text goes along. */
const allowed = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  // An older name of the same.
  'MIT/X11',
  'Unlicense',
]);

/** Whether an SPDX expression allows it: one of those joined by OR, all of those joined by AND. */
export function isAllowed(license: string | undefined): boolean {
  if (license === undefined) return false;
  const words = license.replace(/^\((.*)\)$/, '$1');
  if (/[()]| WITH /.test(words)) return false;
  return words.split(' OR ').some((choice) => choice.split(' AND ').every((id) => allowed.has(id.trim())));
}
