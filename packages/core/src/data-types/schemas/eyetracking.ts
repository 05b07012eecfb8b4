import type { z } from 'zod';
import { count, ids, moment, number, record, text } from '../fields.ts';

/** A gaze sample. No field list is published; names follow the device pages (inferred). */
export const eyetrackingSchema = record({
  id: text('Id of the sample'),
  ...ids,
  ...moment,
  gazeX: number('Horizontal gaze: 0 to 1, or pixels (EyeLink)').nullish(),
  gazeY: number('Vertical gaze: 0 to 1, or pixels (EyeLink)').nullish(),
  pupilDiameter: number('Pupil diameter', 'mm').nullish(),
  confidence: number('How sure the device is, 0 to 1').nullish(),
  sampleCount: count('Samples behind this record').nullish(),
});
/** A record of eyetracking. */
export type EyetrackingRecord = z.infer<typeof eyetrackingSchema>;
