export { type Connection, type ConnectionOptions, connect, isLoopback, productionUrl } from './connection.ts';
export { type Envelope, isObject, type Pagination, readEnvelope, rowsOf, unwrapOne } from './envelope.ts';
export type { RetryOptions } from './retry.ts';
export { type Answer, type CallOptions, type Query, Transport } from './transport.ts';
