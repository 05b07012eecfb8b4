export { recordingFileName, safeFileName } from './file-name.ts';
export { recordingFileNames } from './file-names.ts';
export { type PlannedJob, planJobs } from './plan.ts';
export { Recordings } from './recordings.ts';
export { readinessOf } from './status.ts';
export type * from './types.ts';
