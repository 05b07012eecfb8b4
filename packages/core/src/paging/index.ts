export { MovedError } from './moved-error.ts';
export { emptyReport, type ReadReport, sumOfReports } from './reading.ts';
export { rowKey } from './row-key.ts';
export { SeenKeys } from './seen-keys.ts';
