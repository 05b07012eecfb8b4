import { type Logger, silentLogger } from '../../src/environment/logger.ts';
import { type ConnectionOptions, connect } from '../../src/transport/connection.ts';
import { Transport } from '../../src/transport/transport.ts';
import type { TestServer } from './server.ts';

export const testKey = 'hst_test_Zq8vW3xK9mP2';

/** A transport to a test server that tries again at once. */
export function transportTo(server: Pick<TestServer, 'url'>, options: ConnectionOptions = {}): Transport {
  return new Transport(
    connect({ apiKey: testKey, baseUrl: server.url, random: () => 0, budget: 'off', ...options }, {}),
  );
}

/** Keeps what was logged, as one text per line. */
export function memoryLogger(): Logger & { lines: string[] } {
  const lines: string[] = [];
  const log = (level: string) => (message: string, facts?: object) => {
    lines.push(`${level} ${message} ${facts === undefined ? '' : JSON.stringify(facts)}`.trim());
  };
  return { ...silentLogger, debug: log('debug'), info: log('info'), warn: log('warn'), lines };
}

/** What a promise fails with. */
export async function failureOf(promise: PromiseLike<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error('This should have failed.');
}
