export { DriftCounter, type DriftCounts } from './drift.ts';
export { isoTime } from './parameters.ts';
export { type RecordPage, RecordQuery } from './record-query.ts';
export type { ReadSettings } from './settings.ts';
