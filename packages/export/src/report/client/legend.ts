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

/** A sample of a participant's line and shape. */
export function sample(participant: number): SVGElement {
  const { colour, dash, shape } = lookOf(participant);
  return svg(
    'svg',
    { class: `sample p${colour}`, viewBox: '0 0 30 14', width: 30, height: 14, 'aria-hidden': 'true' },
    svg('path', { class: 'line', d: 'M1 7H29', 'stroke-dasharray': dash.join(' ') || undefined }),
    svg('path', { class: 'shape', d: shapePath(shape, 15, 7, 4) }),
  );
}

/** Who is drawn how; `value` stands behind the name and changes with the cursor. */
export function legend(
  participants: readonly ParticipantFacts[],
  entries: readonly { readonly participant: number; readonly value?: HTMLElement }[],
): HTMLElement {
  return el(
    'ul',
    { class: 'legend' },
    ...entries.map(({ participant, value }) =>
      el('li', {}, sample(participant), said(nameOf(participants, participant)), value ?? null),
    ),
  );
}
