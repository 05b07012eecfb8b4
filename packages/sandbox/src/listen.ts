import { createServer, type RequestListener, type Server } from 'node:http';
import { UsageError } from '@hyperstudy-workflows/core';

export interface Listening {
  /** http://host:port */
  readonly origin: string;
  close(): Promise<void>;
}

/**
 * Starts a server.
 * @throws {UsageError} when the port is taken.
 */
export async function listen(host: string, port: number, listener: RequestListener): Promise<Listening> {
  // Longer than clients keep a connection: a server that closes first resets requests that are on their way.
  const server = createServer({ keepAliveTimeout: 60_000 }, listener);
  await opened(server, host, port);
  const address = server.address();
  const actual = typeof address === 'object' && address !== null ? address.port : port;
  return {
    origin: `http://${host.includes(':') ? `[${host}]` : host}:${actual}`,
    close: () => closed(server),
  };
}

const opened = (server: Server, host: string, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const reason = error.code === 'EADDRINUSE' ? 'it is in use' : error.message;
      reject(
        new UsageError(`The sandbox can't listen on ${host}:${port}: ${reason}.`, {
          hint: 'Choose another port, or 0 for any free one.',
          cause: error,
        }),
      );
    });
    server.listen(port, host, resolve);
  });

const closed = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
