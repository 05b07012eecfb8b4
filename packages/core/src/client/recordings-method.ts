import type { RecordOf, ScopeOf } from '../data-types/types.ts';
import { Recordings } from '../recordings/recordings.ts';
import type { RecordQuery } from '../records/record-query.ts';
import type { Transport } from '../transport/transport.ts';
import type { HyperStudy } from './hyperstudy.ts';
import type { QueryOf } from './record-methods.ts';

/** Called, it asks for recordings like any data type; its methods fetch the bytes. */
export type RecordingsMethod = Recordings &
  ((scope: ScopeOf<'recordings'>, query?: QueryOf<'recordings'>) => RecordQuery<RecordOf<'recordings'>>);

export function recordingsMethod(client: HyperStudy, transport: Transport): RecordingsMethod {
  const list = (scope: ScopeOf<'recordings'>, query?: QueryOf<'recordings'>) =>
    client.records('recordings', scope, query);
  const recordings = new Recordings(transport, list);
  return Object.assign(list, {
    mint: recordings.mint,
    open: recordings.open,
    download: recordings.download,
    downloadOne: recordings.downloadOne,
  });
}
