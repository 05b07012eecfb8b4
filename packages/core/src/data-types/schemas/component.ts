import type { z } from 'zod';
import { flag, group, ids, json, moment, ms, open, record, text } from '../fields.ts';

/** A component as it was shown: configuration, variables at that time, response. */
export const componentSchema = record({
  componentId: text('Component; not unique per record'),
  componentType: text('Type of the component').nullish(),
  ...ids,
  stateId: text('State the room was in').nullish(),
  config: open('Configuration of the component').nullish(),
  ...moment,
  variableSnapshot: open('Variables when it was shown').nullish(),
  completed: flag('The participant completed it').nullish(),
  response: group('What the participant answered', {
    value: json('The answer').optional(),
    responseTime: ms('From display to answer').nullish(),
  }).nullish(),
  duration: ms('How long it was shown').nullish(),
});
/** A record of components. */
export type ComponentRecord = z.infer<typeof componentSchema>;
