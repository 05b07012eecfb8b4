import { Recordings } from '../recordings/recordings.ts';
import type { Transport } from '../transport/transport.ts';
import type { RecordMethod } from './record-methods.ts';

/** Called, it asks for recordings like any data type; its methods fetch the bytes. */
export type RecordingsMethod = Recordings & RecordMethod<'recordings'>;

/** @param list a function of its own: it gets the other methods as properties. */
export function recordingsMethod(list: RecordMethod<'recordings'>, transport: Transport): RecordingsMethod {
  const recordings = new Recordings(transport, list);
  return Object.assign(list, {
    mint: recordings.mint,
    open: recordings.open,
    download: recordings.download,
    downloadOne: recordings.downloadOne,
  });
}
