export { type Restored, restoreCache, saveCache } from './cache.ts';
