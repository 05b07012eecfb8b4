import type { z } from 'zod';
import { ids, moment, ms, number, record, text } from '../fields.ts';

/** A sync metric: how far a participant's player is from the host's. */
export const syncSchema = record({
  metricId: text('Id of the metric'),
  ...ids,
  ...moment,
  timeDrift: ms('Against the host; negative is behind').nullish(),
  playbackRate: number('Speed of the player; 1 is normal').nullish(),
  syncQuality: number('From 0 (bad) to 1 (good)').nullish(),
  latency: ms('Network latency').nullish(),
  bufferHealth: number('From 0 (empty) to 1 (full)').nullish(),
});
/** A record of sync. */
export type SyncRecord = z.infer<typeof syncSchema>;
