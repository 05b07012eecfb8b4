import { UsageError } from '@hyperstudy-workflows/core';
import { artifactTarget } from '../artifact/index.ts';
import type { Inputs } from '../inputs/index.ts';
import type { Target } from './context.ts';

/** Where the exports of this run go. */
export function targetsOf({ mode }: Inputs): Target[] {
  if (mode === 'commit' || mode === 'both') {
    throw new UsageError(`mode ${mode}: this version of the action does not commit yet.`, {
      hint: 'Use mode: artifact, or mode: none and a step that commits the folder out-dir.',
    });
  }
  return mode === 'artifact' ? [artifactTarget()] : [];
}
