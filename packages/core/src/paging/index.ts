export { MovedError } from './moved-error.ts';
export type { FetchPage, RawPage, Row } from './page.ts';
export { type ReadOptions, type ReadStart, readPages } from './read-pages.ts';
export { emptyReport, notePage, type ReadReport, sumOfReports } from './reading.ts';
export { type RowKey, rowKey } from './row-key.ts';
export { SeenKeys } from './seen-keys.ts';
