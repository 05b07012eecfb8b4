export type { Answer, CallOptions, Query } from './call.ts';
export { type Connection, type ConnectionOptions, connect, productionUrl } from './connection.ts';
export { type Envelope, isObject, type Pagination, readEnvelope, rowsOf, unwrapOne } from './envelope.ts';
export type { RetryOptions } from './retry.ts';
export { Transport } from './transport.ts';
