import type { RecordOf } from '@hyperstudy-workflows/core';
import { iso, momentFields, type Room, roomFields } from '../study/rooms.ts';
import { type Answer, type Pause, scriptOf, states, stimulus } from '../study/script.ts';
import { story, type Table } from './context.ts';

const scale = { min: -100, max: 100 } as const;

/** Answers to the prompts in the pauses; older rooms have the shape of older releases. */
export const ratingsSparse: Table = (room) => {
  const earlier = new Map<string, Record<string, number>>();
  const rows = scriptOf(room).pauses.flatMap((pause) =>
    pause.answers.map((answer) => {
      const row =
        room.kind === 'older' ? olderRow(room, pause, answer) : newerRow(room, pause, answer, earlier);
      return { onset: pause.prompt, row };
    }),
  );
  return story(room, rows);
};

const idOf = (room: Room, pause: Pause, { person }: Answer): string =>
  `rs_${room.tag}_${pause.index}_${room.people.indexOf(person)}`;

/** The value as it stands on the scale, with scaleMin, scaleMax and labels. */
const olderRow = (room: Room, pause: Pause, answer: Answer): RecordOf<'ratings_sparse'> => ({
  ratingId: idOf(room, pause, answer),
  ...roomFields(room),
  participantId: answer.person.id,
  componentId: 'sr_valence',
  ...momentFields(room, pause.prompt),
  value: answer.rating,
  normalizedValue: answer.rating === null ? null : (answer.rating + 100) / 200,
  scaleMin: scale.min,
  scaleMax: scale.max,
  labels: { min: 'unpleasant', max: 'pleasant' },
  responseTime: answer.responseTime,
});

/** The value as percent of the scale, with everything about the pause. */
function newerRow(
  room: Room,
  pause: Pause,
  { person, rating, responseTime }: Answer,
  earlier: Map<string, Record<string, number>>,
): RecordOf<'ratings_sparse'> {
  const previous = earlier.get(person.id);
  if (rating !== null) earlier.set(person.id, { [stimulus.id]: rating });
  return {
    ratingId: idOf(room, pause, { person, rating, responseTime }),
    ...roomFields(room),
    participantId: person.id,
    componentId: 'sr_valence',
    ...momentFields(room, pause.prompt),
    rawOnset: pause.prompt + person.clockOffset,
    clockOffsetApplied: person.clockOffset,
    value: rating === null ? null : (rating + 100) / 2,
    rawValue: rating,
    scale,
    type: 'sparse',
    stateId: states.clip.id,
    stimulusId: stimulus.id,
    stimulusTime: pause.position,
    responseTime,
    confidence: pause.index === 4 ? 0.8 : null,
    metadata: {
      question: 'How pleasant is this moment?',
      dimension: 'valence',
      componentType: 'vasrating',
      sampleIndex: pause.index,
    },
    ratingEndOnset: pause.prompt + responseTime,
    sparseRatingData: {
      videoId: stimulus.id,
      pauseIndex: pause.index,
      videoRelativeTime: pause.position,
      pauseTimestamp: room.start + pause.onset,
      componentType: 'vasrating',
      componentData: rating === null ? null : { value: rating },
      previousRatings: previous ?? null,
      mediaPauseOnset: pause.onset,
      mediaResumeOnset: pause.resume,
      actualPauseDuration: pause.resume - pause.onset,
    },
    stateStartTime: iso(room.start + states.clip.onset),
    stateDuration: stimulus.duration,
  };
}
