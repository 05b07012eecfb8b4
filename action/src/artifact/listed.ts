import type { Manifest } from '@hyperstudy-workflows/export';
import type { Context } from '../run/context.ts';

interface ListedFile {
  /** Below the folder of the export. */
  readonly path: string;
  readonly bytes: number;
}

/** The files of tables and documents: the path of a table that is partitioned is a pattern. */
export const filesOf = ({
  files,
  documents,
}: Pick<Manifest, 'files' | 'documents'>): readonly ListedFile[] => [
  ...files.flatMap((file) => file.parts ?? [file]),
  ...documents,
];

/** The recordings that a run uploads. What shards downloaded is in their artifacts already. */
export const recordingsOf = ({ step }: Context, { recordings }: Manifest): readonly ListedFile[] =>
  step === 'merge' ? [] : recordings.files;
