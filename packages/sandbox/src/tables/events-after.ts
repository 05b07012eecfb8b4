import { between } from '../random.ts';
import type { Room } from '../study/rooms.ts';
import { questions, type Script, states } from '../study/script.ts';
import type { Beat } from './beat.ts';
import { inState, transitions } from './events-watch.ts';

/** From the talk to the last answer of the questionnaire. */
export function afterBeats(room: Room, script: Script): Beat[] {
  return [
    ...messageBeats(script),
    ...transitions(room, states.talk, states.likert),
    ...likertBeats(room),
    { onset: 638_000, fields: { category: 'system', eventType: 'experiment.end' } },
    ...questionnaireBeats(room),
  ];
}

export const messageBeats = ({ messages }: Script): Beat[] =>
  messages.map(({ onset, sender, text }) => ({
    onset,
    person: sender,
    fields: {
      category: 'communication',
      eventType: 'communication.message',
      content: text,
      ...inState(states.talk),
    },
  }));

const likertBeats = (room: Room): Beat[] =>
  room.people.map((person, turn) => ({
    onset: 614_000 + turn * 3_100,
    person,
    fields: {
      category: 'component',
      eventType: 'component.response',
      componentType: 'LikertScale',
      componentId: 'cmp_likert',
      ...inState(states.likert),
      response: {
        value: between(1, 7, room.seed, 'likert', room.index, turn),
        label: 'agree',
        responseTime: 1_900,
      },
    },
  }));

/** Releases differ in the category of the questionnaire. */
const questionnaireBeats = (room: Room): Beat[] =>
  room.people.flatMap((person, turn): Beat[] => {
    const category = room.kind === 'older' ? 'post_experiment' : 'questionnaire';
    const answers = questions(room, turn).map(
      ({ id, text, type, answer }, index): Beat => ({
        onset: 640_300 + index * 4_900 + turn * 700,
        person,
        fields: {
          category,
          eventType: 'questionnaire.response',
          value: {
            questionId: id,
            questionText: text,
            questionType: type,
            answer,
            pageIndex: 0,
            pageTitle: 'About you',
            pageId: 'p1',
            responseTime: 4_020 + index * 100,
          },
        },
      }),
    );
    return [
      ...answers,
      { onset: 660_000 + turn * 900, person, fields: { category, eventType: 'questionnaire.completed' } },
    ];
  });
