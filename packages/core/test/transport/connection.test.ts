import { describe, expect, test } from 'vitest';
import { connect, productionUrl } from '../../src/transport/connection.ts';
import { memoryLogger, testKey } from '../support/client.ts';

const connectWith = (options: Parameters<typeof connect>[0], env: NodeJS.ProcessEnv = {}) =>
  connect({ apiKey: testKey, ...options }, env);

describe('the key', () => {
  test.each([undefined, '', '   '])('missing (%j)', (apiKey) => {
    expect(() => connect({ apiKey }, {})).toThrow(expect.objectContaining({ code: 'MISSING_API_KEY' }));
  });
  test.each(['hst_live_abc...******', 'hst_live_abc…', '********'])('masked (%s)', (apiKey) => {
    expect(() => connect({ apiKey }, {})).toThrow(expect.objectContaining({ code: 'MASKED_API_KEY' }));
  });
  test.each(['hst_a b', 'hst_a\nX-Evil: 1', 'hst_ä'])('that can not be a header (%j)', (apiKey) => {
    expect(() => connect({ apiKey }, {})).toThrow(expect.objectContaining({ code: 'MALFORMED_API_KEY' }));
  });
  test('errors say nothing of the key', () => {
    expect(() => connect({ apiKey: 'hst_secret...' }, {})).toThrow(
      expect.not.objectContaining({ message: expect.stringContaining('secret') }),
    );
  });
  test('without hst_ only warns', () => {
    const logger = memoryLogger();
    connectWith({ apiKey: 'abc123', logger });
    expect(logger.lines.join()).toMatch(/warn .*hst_/);
  });
  test('comes from the environment, and is trimmed', () => {
    expect(connect({}, { HYPERSTUDY_API_KEY: `${testKey}\n` }).apiKey).toBe(testKey);
  });
});

describe('the base URL', () => {
  test('default and environment', () => {
    expect(connectWith({}).baseUrl.href).toBe(productionUrl);
    const env = { HYPERSTUDY_BASE_URL: 'https://dev.hyperstudy.io/api/v3/' };
    expect(connectWith({}, env).baseUrl.href).toBe('https://dev.hyperstudy.io/api/v3');
  });
  test('an empty environment variable counts as none', () => {
    expect(connectWith({}, { HYPERSTUDY_BASE_URL: '' }).baseUrl.href).toBe(productionUrl);
  });
  test('a host alone gets the usual path', () => {
    expect(connectWith({ baseUrl: 'https://api.hyperstudy.io' }).baseUrl.pathname).toBe('/api/v3');
  });
  test.each(['nonsense', 'ftp://x/y', 'https://u:p@x/', 'https://x/?a=1', 'https://x/#a'])(
    '%s is refused',
    (baseUrl) => {
      expect(() => connectWith({ baseUrl })).toThrow(expect.objectContaining({ name: 'UsageError' }));
    },
  );
  test('plain http elsewhere warns', () => {
    const logger = memoryLogger();
    connectWith({ baseUrl: 'http://example.com/api/v3', logger });
    connectWith({ baseUrl: 'http://127.0.0.1:8080/api/v3', logger });
    expect(logger.lines).toHaveLength(1);
    expect(logger.lines[0]).toContain('clear text');
  });
});

describe('settings', () => {
  test.each([0, -1, Number.NaN])('a timeout of %d is refused', (timeout) => {
    expect(() => connectWith({ timeout })).toThrow(expect.objectContaining({ name: 'UsageError' }));
  });
  test.each([{ attempts: -1 }, { deadline: Number.NaN }])('retry %j is refused', (retry) => {
    expect(() => connectWith({ retry })).toThrow(expect.objectContaining({ name: 'UsageError' }));
  });
  test('undefined means the default', () => {
    expect(connectWith({ retry: { attempts: undefined }, timeout: undefined })).toMatchObject({
      retry: { attempts: 6 },
      timeout: 30_000,
    });
    expect(connectWith({ budget: { perHour: undefined } }).budget.limits.perHour).toBe(1000);
  });
  test('limits: the documented ones; none for a server on this machine', () => {
    expect(connectWith({}).budget.limits).toMatchObject({ perMinute: 100, perHour: 1000 });
    for (const host of ['127.0.0.1:1', 'localhost:1', '[::1]:1', 'a.localhost']) {
      expect(connectWith({ baseUrl: `http://${host}` }).budget.limits.perHour).toBe(Number.POSITIVE_INFINITY);
    }
    expect(connectWith({ baseUrl: 'https://localhost.example.com' }).budget.limits.perHour).toBe(1000);
  });
});
