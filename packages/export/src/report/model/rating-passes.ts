import type { Cells } from '../read/cells.ts';
import type { Draft } from './draft.ts';
import { cut, limits } from './limits.ts';
import { own, roomOf, type TablePass, timeIn } from './pass.ts';
import type { Answer, SyncBands } from './report-model.ts';
import { curveIn } from './room-draft.ts';

const scaled = ['normalizedValue', 'rawValue', 'value', 'scale.min', 'scale.max', 'scaleMin', 'scaleMax'];

/** Buckets begin with this length, ms: about as often samples come. */
const steps = { ratings: 250, drift: 1000 };

/**
 * Where on its scale a rating lies, 0 to 1; as it was sent where the scale isn't known. What `value` means differs
 * between releases of the service, so it comes last.
 */
function ratingOf(cells: Cells): { value: number; unit: 'scale' | 'value' } | null {
  const normalized = cells.number(own);
  if (normalized !== null) return { value: normalized, unit: 'scale' };
  const raw = cells.number(own + 1);
  const least = cells.number(own + 3) ?? cells.number(own + 5);
  const most = cells.number(own + 4) ?? cells.number(own + 6);
  if (raw !== null && least !== null && most !== null && most > least)
    return { value: (raw - least) / (most - least), unit: 'scale' };
  const value = cells.number(own + 2) ?? raw;
  return value === null ? null : { value, unit: 'value' };
}

export const continuous: TablePass = {
  fields: [...scaled, 'componentId'],
  take(draft, cells) {
    const room = roomOf(draft, cells);
    if (room === undefined) return;
    const participant = room.participant(cells.text(2));
    room.count('ratings_continuous', participant);
    const time = timeIn(room, cells);
    const rating = ratingOf(cells);
    if (time === null || rating === null) return;
    const name = cells.text(own + scaled.length) ?? 'rating';
    const { value, unit } = rating;
    const key = `${participant} ${name}`;
    const make = () => ({ participant, name: cut(name, 60), unit, step: steps.ratings });
    const curve = curveIn(draft, room.ratings, key, make);
    if (curve === undefined) draft.leftOut('curves');
    else if (curve.unit !== unit) draft.leftOut('scale');
    else if (!curve.buckets.add(time, value)) draft.leftOut('reach');
  },
};

export const sparse: TablePass = {
  fields: [...scaled, 'metadata.dimension', 'metadata.question', 'componentId'],
  take(draft, cells) {
    const room = roomOf(draft, cells);
    if (room === undefined) return;
    const participant = room.participant(cells.text(2));
    room.count('ratings_sparse', participant);
    const time = timeIn(room, cells);
    if (time === null || Math.abs(time) > limits.reach) return draft.leftOut('reach');
    if (room.answers.length >= limits.answersPerRoom || draft.answers >= limits.answers) {
      room.answersLeftOut += 1;
      return draft.leftOut('answers');
    }
    draft.answers += 1;
    const first = own + scaled.length;
    const question = cells.text(first) ?? cells.text(first + 1) ?? cells.text(first + 2) ?? 'rating';
    const rating = ratingOf(cells);
    room.answers.push({
      participant,
      question: cut(question, 60),
      time,
      value: rating === null ? null : Math.round(rating.value * 1000) / 1000,
      unit: rating?.unit ?? 'scale',
    } satisfies Answer);
  },
};

export const drift: TablePass = {
  fields: ['timeDrift'],
  take(draft, cells) {
    const room = roomOf(draft, cells);
    if (room === undefined) return;
    const participant = room.participant(cells.text(2));
    room.count('sync', participant);
    const time = timeIn(room, cells);
    const value = cells.number(own);
    if (value === null) return;
    room.sync = withDrift(room.sync, value);
    if (time === null) return;
    addDrift(draft, room, participant, time, value);
  },
};

function addDrift(
  draft: Draft,
  room: NonNullable<ReturnType<typeof roomOf>>,
  participant: number,
  time: number,
  value: number,
): void {
  const make = () => ({ participant, name: 'drift', unit: 'ms' as const, step: steps.drift });
  const curve = curveIn(draft, room.drift, String(participant), make);
  if (curve === undefined) draft.leftOut('curves');
  else if (!curve.buckets.add(time, value)) draft.leftOut('reach');
}

/** Bands as the service documents them. */
function withDrift(bands: SyncBands | null, drift: number): SyncBands {
  const distance = Math.abs(drift);
  const { good, acceptable, poor, most } = bands ?? { good: 0, acceptable: 0, poor: 0, most: 0 };
  return {
    good: good + (distance < 100 ? 1 : 0),
    acceptable: acceptable + (distance >= 100 && distance <= 500 ? 1 : 0),
    poor: poor + (distance > 500 ? 1 : 0),
    most: Math.max(most, distance),
  };
}
