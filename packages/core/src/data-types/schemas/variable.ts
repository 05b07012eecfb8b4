import type { z } from 'zod';
import { flag, ids, json, record, text } from '../fields.ts';

/** One write to an experiment variable, in time order. */
export const variableSchema = record({
  roomId: ids.roomId,
  variable: text('Name of the variable'),
  value: json('The value that was written').optional(),
  source: text('Who wrote it: human, seed, an agent').nullish(),
  persisted: flag('The write was stored').nullish(),
});
/** A record of variables: one write. */
export type VariableRecord = z.infer<typeof variableSchema>;
