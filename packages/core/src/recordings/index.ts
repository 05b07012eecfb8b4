export { recordingFileName, safeFileName } from './file-name.ts';
export { recordingFileNames } from './file-names.ts';
export { Recordings } from './recordings.ts';
export type * from './types.ts';
