import type { RecordOf } from '@hyperstudy-workflows/core';
import type { Person } from '../study/rooms.ts';

/** Something that happened, before it becomes a record. Room-level beats have no person. */
export interface Beat {
  readonly onset: number;
  readonly person?: Person;
  readonly fields: Omit<RecordOf<'events'>, 'id' | 'timestamp' | 'onset' | 'participantId'>;
}
