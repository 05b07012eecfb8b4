import type { z } from 'zod';
import { clockCorrection, group, ids, json, moment, ms, record, text } from '../fields.ts';

/** An event: component responses, state changes, media, consent, instructions, questionnaire, markers. */
export const eventSchema = record({
  id: text('Id of the event'),
  ...ids,
  participantRole: text('Role of the participant in the room').nullish(),
  eventType: text('What happened, dotted, e.g. component.complete').nullish(),
  category: text('Group of event types, e.g. component, state, media, pre_experiment').nullish(),
  componentType: text('Type of the component; spelling differs from definitions').nullish(),
  componentId: text('Component the event belongs to').nullish(),
  content: text('Text for people, or the text that was entered').nullish(),
  stateId: text('State the room was in').nullish(),
  stateName: text('Name of that state').nullish(),
  ...moment,
  ...clockCorrection,
  duration: ms('How long it took').nullish(),
  response: group('What the participant answered', {
    value: json('The answer').optional(),
    responseTime: ms('From display to answer').nullish(),
  }).nullish(),
  value: json('Payload of some event types').optional(),
  data: json('Payload of some event types').optional(),
  metadata: json('Further facts of some event types').optional(),
  context: json('Further facts of some event types').optional(),
});
/** A record of events, and of the types that are a part of them. */
export type EventRecord = z.infer<typeof eventSchema>;
