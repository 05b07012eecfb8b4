export { commitTarget } from './target.ts';
