// Records wait in a file until the types of all columns are known. It is made of blocks of some hundred records, each
// of which has the values column by column, in the form that the Parquet file has them in, so that what was read and
// written once needn't be taken apart again. Numbers are little-endian.
//
//   block    bytes after this number (4) · records (4) · columns (4) · columns
//   column   form (1) · marks (1) · where marked: for each record whether it has a value (1 each) · values
//   texts    different ones (4) · their bytes (4) · bytes of all values (4) · the different ones as plain texts of
//            Parquet: length (4), UTF-8 · where marked: for each value which one it is (2)
//   numbers  8 each · booleans 1 each
//   times    whole milliseconds since 1970, 8 each · where marked: microseconds beyond (2 each)

/** How the values of a column stand in a block. */
export const forms = { none: 0, text: 1, number: 2, boolean: 3, time: 4 } as const;

/** What else stands with them, as bits. */
export const marks = { missing: 1, indexed: 2, micro: 4 } as const;

/** Bytes before the first column. */
export const headerBytes = 12;

/** Records of a block, at most: numbers of its texts have two bytes. */
export const blockRows = 1000;
