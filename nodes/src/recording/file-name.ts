import { type RecordingRecord, recordingFileName, UsageError } from '@hyperstudy-workflows/core';
import { isObject } from '../common/host.ts';

/**
 * Makes names from a template such as {roomId}_{participantName}_{recordingId}: fields of the recording in braces.
 * `{type}` is audio or video. The extension is added; what no file name may hold is replaced later, slashes too.
 * @throws {UsageError} for a template that gives all recordings the same name.
 */
export function nameFrom(template: string | undefined): ((recording: RecordingRecord) => string) | undefined {
  const text = template?.trim() ?? '';
  if (text === '') return undefined;
  if (!/\{(recordingId|egressId)\}/.test(text)) {
    throw new UsageError('The name template does not tell recordings apart.', {
      hint: 'It must hold {recordingId}, e.g. {roomId}_{participantName}_{recordingId}.',
    });
  }
  return (recording) => {
    const stem = text.replace(/\{(\w+)\}/g, (_, field: string) => fieldOf(recording, field));
    const extension = recordingFileName(recording).split('.').at(-1) ?? 'mp4';
    return stem.endsWith(`.${extension}`) ? stem : `${stem}.${extension}`;
  };
}

function fieldOf(recording: RecordingRecord, field: string): string {
  const value =
    field === 'type'
      ? recording.metadata?.type
      : Object.entries(recording).find(([name]) => name === field)?.[1];
  return value === undefined || value === null || isObject(value) ? 'unknown' : String(value);
}
