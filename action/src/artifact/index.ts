export { artifactTarget } from './target.ts';
