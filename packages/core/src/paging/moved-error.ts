/** The row at the start isn't the one that was there: rows came in or went further up. */
export class MovedError extends Error {
  override readonly name = 'MovedError';
}
