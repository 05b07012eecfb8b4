import type { z } from 'zod';
import { count, group, ids, ms, record, text, time } from '../fields.ts';

/** An audio or video recording. The bytes are fetched apart (see recordings/). */
export const recordingSchema = record({
  recordingId: text('Id of the recording'),
  egressId: text('Id in the recording service, usually equal to recordingId').nullish(),
  ...ids,
  participantName: text('Name shown in the room: personal data').nullish(),
  startTime: time('When recording started').nullish(),
  endTime: time('When recording ended; absent while it runs').nullish(),
  duration: ms('Length').nullish(),
  videoOffset: ms('From the start of the experiment content to the start of the recording').nullish(),
  downloadPath: text('API path that mints a short-lived download URL').nullish(),
  downloadUrl: text('Signed URL (older releases): secret').nullish(),
  url: text('Absolute URL (older releases)').nullish(),
  fileName: text('Name of the file on the server').nullish(),
  fileSize: count('Size of the file', 'bytes').nullish(),
  format: text('Container: mp4, webm, wav, ...').nullish(),
  resolution: text('Width x height, e.g. 1280x720').nullish(),
  status: text('complete or completed when the file is there').nullish(),
  metadata: group('Facts of the recording service', {
    type: text('video or audio').nullish(),
    recordingType: text('individual (video) or audio').nullish(),
    roomName: text('Room in the recording service').nullish(),
    experimentId: text('Experiment in the recording service').nullish(),
  }).nullish(),
});
/** A record of recordings: what is known about a file, not the file. */
export type RecordingRecord = z.infer<typeof recordingSchema>;
