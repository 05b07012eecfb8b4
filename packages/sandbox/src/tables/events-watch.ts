import type { Room } from '../study/rooms.ts';
import { type Pause, type Script, type State, states, stimulus, warmups } from '../study/script.ts';
import type { Beat } from './beat.ts';

/** From the first state to the end of the film. */
export function watchBeats(room: Room, script: Script): Beat[] {
  return [
    { onset: 0, fields: { category: 'system', eventType: 'experiment.start' } },
    { onset: 0, fields: { category: 'state', eventType: 'state.enter', ...inState(states.intro) } },
    ...recordingBeats(room),
    ...introBeats(room),
    ...transitions(room, states.intro, states.warmup),
    ...warmupBeats(room),
    ...transitions(room, states.warmup, states.clip),
    ...room.people.map((person) => media(person, states.clip.onset, 'play', 0)),
    ...script.pauses.flatMap((pause) => pauseBeats(room, pause)),
    ...filmEndBeats(room),
    ...transitions(room, states.clip, states.talk),
  ];
}

export const inState = ({ id, name }: State) => ({ stateId: id, stateName: name });

/** Each client reports the change itself; older rooms only say so in words. */
export const transitions = (room: Room, from: State, to: State): Beat[] =>
  room.people.map((person, turn) => ({
    // Before the film plays: what fills its time must not overlap with the story.
    onset: to.onset - 4 + turn * 4,
    person,
    fields:
      room.kind === 'older'
        ? { category: 'system', componentType: null, content: 'state_transition', ...inState(to) }
        : {
            category: 'state',
            eventType: 'state.transition',
            ...inState(to),
            data: { from: from.id, to: to.id },
          },
  }));

const recordingBeats = (room: Room): Beat[] =>
  room.people.map((person, turn) => ({
    onset: 1_500 + turn * 310,
    person,
    fields: { category: 'media', eventType: 'video.recording.started', metadata: { source: 'camera' } },
  }));

const introBeats = (room: Room): Beat[] =>
  room.people.map((person, turn) => ({
    onset: 61_200 + turn * 4_700,
    person,
    fields: {
      category: 'component',
      eventType: 'component.complete',
      componentType: 'ShowText',
      componentId: 'cmp_intro',
      ...inState(states.intro),
      duration: 61_200 + turn * 4_700,
    },
  }));

/** The answer comes twice: as it is given and as the component completes. */
const warmupBeats = (room: Room): Beat[] =>
  warmups(room).flatMap(({ person, onset, text }): Beat[] => {
    const answered = {
      category: 'component',
      componentType: 'TextInput',
      componentId: 'cmp_warmup',
      ...inState(states.warmup),
      response: { value: text, responseTime: onset - states.warmup.onset - 30 },
    } as const;
    return [
      { onset: onset - 20, person, fields: { ...answered, eventType: 'component.response', content: text } },
      {
        onset,
        person,
        fields: {
          ...answered,
          eventType: 'component.complete',
          content: `Text response: ${text}`,
          duration: onset - states.warmup.onset,
        },
      },
    ];
  });

const media = (person: Room['people'][0], onset: number, what: string, position: number): Beat => ({
  onset,
  person,
  fields: {
    category: 'media',
    eventType: `media.${what}`,
    componentType: 'ShowVideo',
    componentId: 'cmp_film',
    ...inState(states.clip),
    data: { stimulusId: stimulus.id, position },
  },
});

function pauseBeats(room: Room, pause: Pause): Beat[] {
  const host = room.people[0];
  return [
    media(host, pause.onset, 'pause', pause.position),
    ...pause.answers.map(
      ({ person, rating, responseTime }): Beat => ({
        onset: pause.prompt + responseTime,
        person,
        fields: {
          category: 'sparse_rating',
          eventType: 'sparse_rating_response',
          componentType: 'vas_rating',
          componentId: 'sr_valence',
          ...inState(states.clip),
          response: { value: rating, responseTime },
          context: { pauseIndex: pause.index, timedOut: rating === null },
        },
      }),
    ),
    media(host, pause.resume - 1, 'play', pause.position),
  ];
}

const filmEndBeats = (room: Room): Beat[] =>
  room.people.flatMap((person): Beat[] => [
    media(person, states.talk.onset - 8, 'ended', stimulus.duration),
    {
      onset: states.talk.onset - 6,
      person,
      fields: {
        category: 'component',
        eventType: 'component.complete',
        componentType: 'ShowVideo',
        componentId: 'cmp_film',
        ...inState(states.clip),
        duration: stimulus.duration,
      },
    },
  ]);
