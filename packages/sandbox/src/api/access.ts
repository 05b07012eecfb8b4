import type { ApiKey } from '../keys.ts';
import type { ExperimentPlan } from '../study/entities.ts';
import type { Room } from '../study/rooms.ts';
import type { Study } from '../study/study.ts';
import { forbidden, notFound } from './api-error.ts';

/** The experiments that a key sees. */
export const visibleTo = (key: ApiKey, study: Study): readonly ExperimentPlan[] =>
  study.experiments.filter(({ id }) => key.experimentIds === null || key.experimentIds.includes(id));

/** An experiment that the key may see. */
export function experimentOf(study: Study, id: string, key: ApiKey): ExperimentPlan {
  const experiment = study.experiment(id);
  if (experiment === undefined) throw notFound('Experiment');
  if (key.experimentIds?.includes(id) === false) {
    throw forbidden('This API key is limited to other experiments', { experimentIds: key.experimentIds });
  }
  return experiment;
}

/** An experiment whose data the key may have. */
export function exportable(study: Study, id: string, key: ApiKey): ExperimentPlan {
  const experiment = experimentOf(study, id, key);
  if (!canExport(experiment, key)) throw forbidden("No permission to export this experiment's data");
  return experiment;
}

export const canExport = (experiment: ExperimentPlan, key: ApiKey): boolean =>
  experiment.exportable && key.canExport;

/** A room whose data the key may have. */
export function roomOf(study: Study, id: string, key: ApiKey, now: number): Room {
  const room = study.room(id, now);
  if (room === undefined) throw notFound('Room');
  exportable(study, room.experimentId, key);
  return room;
}
