import { type RecordingRecord, UsageError } from '@hyperstudy-workflows/core';
import { isObject } from '../common/host.ts';

/** The recordings that a payload means: one or several records as fetch and poll give them, or ids. */
export function recordingsIn(payload: unknown): RecordingRecord[] {
  const items: unknown[] = Array.isArray(payload) ? payload : [payload];
  return items.map((item, index) =>
    recordingOf(item, Array.isArray(payload) ? `msg.payload[${index}]` : 'msg.payload'),
  );
}

function recordingOf(item: unknown, place: string): RecordingRecord {
  if (typeof item === 'string' && item.trim() !== '') return { recordingId: item.trim() };
  if (isRecording(item)) return item;
  throw new UsageError(`${place} is no recording.`, {
    hint: 'Send a record of the data type recordings, its id, or an array of them.',
  });
}

const isRecording = (item: unknown): item is RecordingRecord =>
  isObject(item) && typeof item.recordingId === 'string' && item.recordingId.trim() !== '';
