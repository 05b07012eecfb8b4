import { isHyperStudyError } from '@hyperstudy-workflows/core';
import { oncePerType } from '@hyperstudy-workflows/export';
import { filesOf } from '../artifact/listed.ts';
import type { Inputs, Outputs } from '../inputs/index.ts';
import type { Exported, Problem } from './context.ts';

/** What the exports themselves have to tell. */
export function problemsOf(exports: readonly Exported[], failOn: Inputs['fail-on']): Problem[] {
  return exports.flatMap(({ result }) => {
    const { stopped, failures, tables, manifest, recordings } = result;
    return [
      ...(stopped === undefined
        ? []
        : [
            warning(
              `${stopped} What is done is kept; the next run goes on from there.`,
              failOn === 'warnings',
            ),
          ]),
      ...failures.map(({ type, error }) => warning(`${type}: ${wordsOf(error)}`, true)),
      ...oncePerType(tables).flatMap(({ type, report }) =>
        report.problems.map((problem) => warning(`${type}: ${problem}`, !report.complete)),
      ),
      ...(recordings.failed === 0
        ? []
        : [
            warning(
              `${recordings.failed} recordings could not be had; recordings.csv says why. The next run tries again.`,
              failOn !== 'none',
            ),
          ]),
      ...(manifest.privacy.warnings ?? []).map((text) => warning(text, failOn === 'warnings')),
      ...manifest.warnings.map(({ type, warning: text }) =>
        warning(`${type}: the server warns: ${text}`, failOn === 'warnings'),
      ),
    ];
  });
}

const warning = (text: string, isError: boolean): Problem => ({ level: isError ? 'error' : 'warning', text });

/** The outputs that follow from the exports. */
export function outputsOf(exports: readonly Exported[], wanted: number, manifests: string): Outputs {
  const all = exports.map(({ result }) => result.manifest);
  const tables = all.flatMap(({ files }) => files);
  const documents = all.flatMap((manifest) => manifest.documents);
  const recordings = all.flatMap((manifest) => manifest.recordings.files);
  const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);
  return {
    complete: exports.length === wanted && all.every(({ run }) => run.complete),
    changed: exports.some(({ changed }) => changed),
    rows: sum(all.flatMap(({ files }) => oncePerType(files)).map(({ rows }) => rows)),
    files: sum(all.map((manifest) => filesOf(manifest).length)) + recordings.length + all.length,
    bytes: sum([...tables, ...documents, ...recordings].map(({ bytes }) => bytes)),
    'recordings-downloaded': recordings.length,
    'recordings-failed': sum(exports.map(({ result }) => result.recordings.failed)),
    manifest: manifests,
  };
}

/** What went wrong, why, and what to do; for whatever was thrown. */
export function wordsOf(thrown: unknown): string {
  if (isHyperStudyError(thrown)) return [thrown.message, thrown.hint].filter(Boolean).join(' ');
  return thrown instanceof Error
    ? thrown.message
    : `Something that is no error was thrown: ${String(thrown)}`;
}
