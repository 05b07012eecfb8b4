import type { RecordingRecord } from '../data-types/schemas/index.ts';

/** Whether a recording can be downloaded, and why not. */
export type Readiness = { readonly state: 'ready' } | { readonly state: 'pending'; readonly reason: string };

/**
 * Both complete and completed mean that the file is there (API reference, quirk 5). A recording without status
 * is ready when it has an address and something that only finished recordings have.
 */
export function readinessOf(recording: RecordingRecord): Readiness {
  const status = recording.status?.trim() ?? '';
  if (/^(egress_)?completed?$/i.test(status)) return { state: 'ready' };
  if (status !== '') return { state: 'pending', reason: `HyperStudy says its status is ${plain(status)}` };
  if (!hasAddress(recording)) return { state: 'pending', reason: 'it has no status and no address yet' };
  if (recording.endTime || sizeOf(recording) !== undefined) return { state: 'ready' };
  return { state: 'pending', reason: 'it has no status, no end and no size: it may still be running' };
}

/** Bytes that HyperStudy lists; undefined where it gives none (0 is what it gives before it knows). */
export function sizeOf(recording: RecordingRecord): number | undefined {
  const { fileSize } = recording;
  return typeof fileSize === 'number' && Number.isInteger(fileSize) && fileSize > 0 ? fileSize : undefined;
}

const hasAddress = (recording: RecordingRecord): boolean =>
  Boolean(recording.downloadPath || recording.downloadUrl || recording.url);

/** A server's word, short enough for a sentence and on one line. */
const plain = (text: string): string => text.replace(/[\s\p{Cc}]+/gu, ' ').slice(0, 60);
