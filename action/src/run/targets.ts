import { artifactTarget } from '../artifact/index.ts';
import { commitTarget } from '../commit/index.ts';
import type { Inputs } from '../inputs/index.ts';
import type { Target } from './context.ts';

/** Where the exports of this run go. */
export function targetsOf({ mode }: Inputs): Target[] {
  return [
    ...(mode === 'artifact' || mode === 'both' ? [artifactTarget()] : []),
    ...(mode === 'commit' || mode === 'both' ? [commitTarget()] : []),
  ];
}
