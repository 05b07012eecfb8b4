/** The values of a column in a row group, in the form that the file has them in. */
export type Page = Bounds & (PlainPage | IndexedPage);

/** The least and the greatest value; none where there are no values. Texts are UTF-8. */
export interface Bounds {
  readonly least?: number | bigint | boolean | Uint8Array;
  readonly most?: number | bigint | boolean | Uint8Array;
}

/** One value after the other. */
interface PlainPage {
  readonly values: Uint8Array;
  readonly dictionary?: undefined;
}

/** The different values, and which of them each value is. */
interface IndexedPage {
  readonly dictionary: { readonly bytes: Uint8Array; readonly count: number };
  readonly indexes: Uint32Array;
}

/** Takes values block by block and becomes a page. */
export interface PageValues<Values> {
  /** Takes some values of a block; in order. */
  add(block: Values, from: number, count: number): void;
  /** Valid until the next values come. */
  page(): Page;
  clear(): void;
}
