import type { ParticipantFacts } from '../model/report-model.ts';
import { el, said, svg } from './dom.ts';
import { lookOf, shapePath } from './palette.ts';

/** What a participant is called: a name where there is one, else the id. */
export function nameOf(participants: readonly ParticipantFacts[], index: number): string {
  const person = participants[index];
  if (person === undefined) return index < 0 ? 'no participant' : `participant ${index + 1}`;
  const same = participants.filter(({ name }) => name !== null && name === person.name).length > 1;
  return person.name === null || same ? person.id : person.name;
}

/** What of a participant's look a picture uses. */
export type Mark = 'line' | 'solid' | 'shape';

/** A sample of a participant's line or shape. */
export function sample(participant: number, mark: Mark): SVGElement {
  const { colour, dash, shape } = lookOf(participant);
  const width = mark === 'shape' ? 14 : 30;
  const dashes = mark === 'line' && dash.length > 0 ? dash.join(' ') : undefined;
  return svg(
    'svg',
    { class: `sample p${colour}`, viewBox: `0 0 ${width} 14`, width, height: 14, 'aria-hidden': 'true' },
    mark === 'shape'
      ? svg('path', { class: 'shape', d: shapePath(shape, 7, 7, 4.5) })
      : svg('path', { class: 'line', d: 'M1 7H29', 'stroke-dasharray': dashes }),
  );
}

/** Who is drawn how; `value` stands behind the name and changes with the cursor. */
export function legend(
  participants: readonly ParticipantFacts[],
  mark: Mark,
  entries: readonly { readonly participant: number; readonly value?: HTMLElement }[],
): HTMLElement {
  return el(
    'ul',
    { class: 'legend' },
    ...entries.map(({ participant, value }) =>
      el('li', {}, sample(participant, mark), said(nameOf(participants, participant)), value ?? null),
    ),
  );
}
