import type { Manifest } from '@hyperstudy-workflows/export';
import type { Context } from '../run/context.ts';

interface ListedFile {
  /** Below the folder of the export. */
  readonly path: string;
  readonly bytes: number;
}

/** The files of the tables: the path of one that is partitioned is a pattern. */
export const filesOf = ({ files }: Pick<Manifest, 'files'>): readonly ListedFile[] =>
  files.flatMap((file) => file.parts ?? [file]);

/** The recordings that a run uploads. What shards downloaded is in their artifacts already. */
export const recordingsOf = ({ step }: Context, { recordings }: Manifest): readonly ListedFile[] =>
  step === 'merge' ? [] : recordings.files;
