import type { RecordOf } from '@hyperstudy-workflows/core';
import { between } from '../random.ts';
import { momentFields, type Person, type Room, roomFields } from '../study/rooms.ts';
import { type State, states, stimulus, warmups } from '../study/script.ts';
import { story, type Table } from './context.ts';

interface Shown {
  readonly componentId: string;
  readonly componentType: string;
  readonly state: State;
  readonly config: Record<string, unknown>;
  /** Onset of the display in ms. */
  readonly onset: number;
  /** Onset of the end in ms; a component that ends after the room did stays open. */
  readonly end: number;
  readonly response?: { value: unknown; responseTime: number };
}

/** Components as each participant saw them, with configuration, variables and response. */
export const components: Table = (room) =>
  story(
    room,
    room.people.flatMap((person, turn) =>
      shownTo(room, turn).map((shown) => ({ onset: shown.onset, row: record(room, person, shown) })),
    ),
  );

function record(room: Room, person: Person, shown: Shown): RecordOf<'components'> {
  const { componentId, componentType, state, config, onset, end, response } = shown;
  const completed = end < room.cut;
  return {
    componentId,
    // Data rows spell types in more than one way; this row lost its own.
    componentType: room.kind === 'older' && componentId === 'cmp_likert' ? null : componentType,
    ...roomFields(room),
    participantId: person.id,
    stateId: state.id,
    config,
    ...momentFields(room, onset),
    variableSnapshot: { condition: 'paired', warmup: state === states.warmup ? null : 'given' },
    completed,
    ...(completed ? { duration: end - onset } : {}),
    ...(completed && response !== undefined ? { response } : {}),
  };
}

function shownTo(room: Room, turn: number): Shown[] {
  const likert: Shown = {
    componentId: 'cmp_likert',
    componentType: 'likert_scale',
    state: states.likert,
    config: { prompt: 'We were on one wavelength', points: 7 },
    onset: states.likert.onset + 20,
    end: 614_000 + turn * 3_100,
    response: { value: between(1, 7, room.seed, 'likert', room.index, turn), responseTime: 1_900 },
  };
  if (room.kind === 'agents') return [likert];
  const answer = warmups(room)[turn];
  const warmedUp = answer?.onset ?? states.clip.onset;
  return [
    {
      componentId: 'cmp_intro',
      componentType: 'ShowText',
      state: states.intro,
      config: { text: 'Welcome' },
      onset: 30,
      end: 61_200 + turn * 4_700,
    },
    {
      componentId: 'cmp_warmup',
      componentType: 'TextInput',
      state: states.warmup,
      config: { prompt: 'How was your day?', outputVariable: 'warmup' },
      onset: states.warmup.onset + 30,
      end: warmedUp,
      response: { value: answer?.text ?? null, responseTime: warmedUp - states.warmup.onset - 30 },
    },
    {
      componentId: 'cmp_film',
      componentType: 'ShowVideo',
      state: states.clip,
      config: { stimulusId: stimulus.id, file: stimulus.file, controls: { host: turn === 0 } },
      onset: states.clip.onset,
      end: states.talk.onset - 6,
    },
    {
      componentId: 'gc_valence',
      componentType: 'continuous_rating',
      state: states.clip,
      config: { dimension: 'valence', min: 0, max: 100, sampleEveryMs: 250 },
      onset: states.clip.onset,
      end: states.talk.onset - 6,
    },
    likert,
  ];
}
