import type { Room } from '../study/rooms.ts';
import { type Script, states } from '../study/script.ts';
import type { Beat } from './beat.ts';
import { messageBeats } from './events-after.ts';
import { inState } from './events-watch.ts';

/** Agents give no consent and watch no film: they talk. */
export const agentBeats = (room: Room, script: Script): Beat[] => [
  { onset: 0, fields: { category: 'system', eventType: 'experiment.start' } },
  { onset: 0, fields: { category: 'state', eventType: 'state.enter', ...inState(states.talk) } },
  ...messageBeats(script),
  ...room.people.map(
    (person, turn): Beat => ({
      onset: 614_000 + turn * 2_000,
      person,
      fields: {
        category: 'component',
        eventType: 'component.response',
        componentType: 'LikertScale',
        componentId: 'cmp_likert',
        ...inState(states.likert),
        response: { value: 5 + turn, responseTime: 1_510 },
      },
    }),
  ),
  { onset: 638_000, fields: { category: 'system', eventType: 'experiment.end' } },
];
