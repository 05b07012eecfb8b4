/** Where the client reports what it does. Facts are plain values without secrets. */
export interface Logger {
  /** Only of use in search of a mistake. */
  debug(message: string, facts?: Readonly<Record<string, unknown>>): void;
  /** What sorts itself out: a request that is tried again. */
  info(message: string, facts?: Readonly<Record<string, unknown>>): void;
  /** What a user should know: a pause that the server asked for, a key without https. */
  warn(message: string, facts?: Readonly<Record<string, unknown>>): void;
}

/** Says nothing: the default. */
export const silentLogger: Logger = { debug() {}, info() {}, warn() {} };
