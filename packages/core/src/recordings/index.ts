export { Recordings } from './recordings.ts';
export type * from './types.ts';
