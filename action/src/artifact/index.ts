export { illegalInNames } from './names.ts';
export { artifactTarget } from './target.ts';
