import { driftInWords, hasDrift } from '@hyperstudy-workflows/core';
import type { Manifest } from '../../manifest/manifest.ts';
import { count } from './finish-room.ts';
import { cut, limits } from './limits.ts';
import type { Problem, Room } from './report-model.ts';

/** What a reader should know first, the worst first. */
export function problemsOf(manifest: Manifest, rooms: readonly Room[]): Problem[] {
  const { run, warnings, files } = manifest;
  const types = new Set(manifest.query.types);
  const drifted = files
    .filter(({ drift }) => hasDrift(drift))
    .map(({ type, drift }) => ({
      level: 'note' as const,
      where: type,
      text: `Records differ from what is known of them; all are here: ${driftInWords(drift)}`,
    }));
  const problems: Problem[] = [
    ...run.problems.map((text): Problem => ({ level: 'error', ...placed(text, types) })),
    ...warnings.map(
      ({ type, warning }): Problem => ({
        level: 'warning',
        where: type,
        text: `The server warns: ${warning}`,
      }),
    ),
    ...new Map(drifted.map((problem) => [`${problem.where} ${problem.text}`, problem])).values(),
    ...gapsOf(rooms),
  ];
  const shown = problems
    .slice(0, limits.problems)
    .map((problem) => ({ ...problem, text: cut(problem.text, limits.problemText) }));
  const left = problems.length - shown.length;
  if (left === 0) return shown;
  return [...shown, { level: 'warning', where: 'export', text: `and ${left} more: see manifest.json` }];
}

/** A problem of the manifest begins with the table it is about. */
function placed(text: string, types: ReadonlySet<string>): { where: string; text: string } {
  const [, where = '', rest = ''] = /^(\w+): ([\s\S]*)$/.exec(text) ?? [];
  return types.has(where) ? { where, text: rest } : { where: 'export', text };
}

function gapsOf(rooms: readonly Room[]): Problem[] {
  const recordings = (status: string) =>
    rooms.reduce(
      (sum, { detail }) => sum + detail.recordings.filter((one) => one.status === status).length,
      0,
    );
  const pending = recordings('pending');
  const gaps = rooms.filter(({ overview }) => overview.gaps.length > 0).length;
  return [
    ...(pending === 0
      ? []
      : [
          {
            level: 'note' as const,
            where: 'recordings',
            text: `${count(pending, 'recording')} not there yet: still running or being stored. Export again to fetch ${pending === 1 ? 'it' : 'them'}.`,
          },
        ]),
    ...(gaps === 0
      ? []
      : [
          {
            level: 'note' as const,
            where: 'rooms',
            text: `Something is missing in ${count(gaps, 'room')}: see Completeness.`,
          },
        ]),
  ];
}
