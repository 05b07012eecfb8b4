import { type HyperStudy, NotFoundError, type RecordingRecord, UsageError } from '@hyperstudy-workflows/core';

/**
 * Finds what an id stands for: only the list of its room says where the bytes are. A record that was not complete is
 * looked up again, too: it is sent again because it may be by now. Records that say where they are stay as they are.
 */
export class Lookup {
  readonly #client: HyperStudy;
  readonly #room: string | undefined;
  readonly #lists = new Map<string, Promise<RecordingRecord[]>>();

  /** @param room of recordings that don't name theirs */
  constructor(client: HyperStudy, room: string | undefined) {
    this.#client = client;
    this.#room = room;
  }

  /** @throws {NotFoundError | UsageError} */
  async complete(recording: RecordingRecord, signal: AbortSignal): Promise<RecordingRecord> {
    const { recordingId, status } = recording;
    if (hasAddress(recording) && isComplete(status)) return recording;
    const room = recording.roomId ?? this.#room;
    if (!room) {
      if (hasAddress(recording)) return recording;
      throw new UsageError(`The id ${recordingId} alone does not say where the recording is.`, {
        hint: 'Send the record, or { recordingId, roomId }, or name the room in msg.hyperstudy.room.',
      });
    }
    const found = (await this.#list(room, signal)).find((one) => one.recordingId === recordingId);
    if (found !== undefined) return found;
    if (hasAddress(recording)) return recording;
    throw new NotFoundError(`Room ${room} has no recording ${recordingId}.`, {
      hint: 'Check the id and the room.',
    });
  }

  #list(room: string, signal: AbortSignal): Promise<RecordingRecord[]> {
    const known = this.#lists.get(room) ?? this.#client.recordings({ room }, { signal }).toArray();
    this.#lists.set(room, known);
    return known;
  }
}

const hasAddress = ({ downloadPath, downloadUrl, url }: RecordingRecord): boolean =>
  Boolean(downloadPath || downloadUrl || url);

const isComplete = (status: RecordingRecord['status']): boolean =>
  !status || /^(egress_)?completed?$/i.test(status);
