/**
 * Gives back the memory of bytes that nobody needs any more, at once. Left to the garbage collector, the pieces of
 * a fast download pile up to 60 MB before it looks, and fresh memory costs a third more time than memory that was
 * just freed. Only for pieces that are ours alone: one that shares its memory with others stays.
 */
export function release(bytes: Buffer): void {
  const { buffer } = bytes;
  if (!(buffer instanceof ArrayBuffer) || buffer.byteLength !== bytes.byteLength) return;
  // ES2024, in every Node this runs on; the compiler's library is older.
  if ('transfer' in buffer && typeof buffer.transfer === 'function') buffer.transfer(0);
}
