export { fileStore } from './file-store.ts';
export { Poll, type PollBatch } from './poll.ts';
export type { PollFilters, PollOptions, PollQuery } from './poll-options.ts';
export type { PollState } from './poll-state.ts';
export { memoryStore, type StateStore } from './state-store.ts';
