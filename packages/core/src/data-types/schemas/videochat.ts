import type { z } from 'zod';
import { ids, json, moment, record, text } from '../fields.ts';

/** A video chat event: connections, tracks, quality. Only described in prose; all names are inferred. */
export const videochatSchema = record({
  id: text('Id of the event'),
  ...ids,
  eventType: text('What happened, e.g. track.published').nullish(),
  ...moment,
  data: json('Track, source, connection quality').optional(),
});
/** A record of videochat. */
export type VideochatRecord = z.infer<typeof videochatSchema>;
