import { checkedId, isHyperStudyError, type Scope } from '@hyperstudy-workflows/core';

interface ScopeTexts {
  readonly experiment: readonly string[];
  readonly room: string | undefined;
  readonly participant: string | undefined;
}

/** What the inputs name: one scope, or one per experiment. What can't be is added to the problems. */
export function scopesOf({ experiment, room, participant }: ScopeTexts, problems: string[]): Scope[] {
  const before = problems.length;
  for (const id of experiment) checkId(id, 'experiment', problems);
  checkId(room, 'room', problems);
  checkId(participant, 'participant', problems);
  if (experiment.length > 0 && (room !== undefined || participant !== undefined)) {
    problems.push('experiment: does not go with room or participant. Give one of them.');
  }
  if (participant !== undefined && room === undefined) {
    problems.push('participant: needs room too, because the same person may be in several rooms.');
  }
  if (experiment.length === 0 && room === undefined && participant === undefined) {
    problems.push('experiment: nothing to export is named. Give experiment, room, or participant with room.');
  }
  if (problems.length > before) return [];
  if (room === undefined) return experiment.map((id) => ({ experiment: id }));
  return [participant === undefined ? { room } : { participant, room }];
}

function checkId(id: string | undefined, name: string, problems: string[]): void {
  if (id === undefined) return;
  try {
    checkedId(id, name);
  } catch (error) {
    if (!isHyperStudyError(error)) throw error;
    problems.push(`${name}: ${error.message}`);
  }
}
