export type { Answer, CallOptions } from './call.ts';
export { type Connection, type ConnectionOptions, productionUrl } from './connection.ts';
export type { RetryOptions } from './retry.ts';
