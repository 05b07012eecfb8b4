export { restoreCache, saveCache } from './cache.ts';
