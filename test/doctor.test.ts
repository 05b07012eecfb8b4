import { expect, it } from 'vitest';
import { connectionTo, hyperstudy } from './support/hyperstudy.ts';
import { proxyOf } from './support/proxy.ts';
import { useSandbox } from './support/sandbox.ts';
import { useServers } from './support/server.ts';

const sandbox = useSandbox({ rooms: 2 });
const newServer = useServers();

interface Check {
  readonly name: string;
  readonly result: string;
  readonly text: string;
  readonly fix?: string;
}

async function doctor(env: Readonly<Record<string, string>>) {
  const { code, stdout, stderr } = await hyperstudy(['doctor', '--json'], { env });
  const checks = JSON.parse(stdout) as Check[];
  return { code, stderr, checks, failed: checks.filter(({ result }) => result === 'failed') };
}

/** The same API with its clock off by so many ms. */
const sandboxWithClock = (offset: number): Promise<string> =>
  newServer(
    proxyOf(() => sandbox.current, {
      headers: () => ({ date: new Date(Date.now() + offset).toUTCString() }),
    }),
  );

it('all is well', async () => {
  const { code, failed, checks } = await doctor(connectionTo(sandbox.current));
  expect(failed).toEqual([]);
  expect(new Set(checks.map(({ name }) => name))).toEqual(
    new Set(['reachable', 'clock', 'key', 'experiments', 'permissions', 'budget']),
  );
  expect(code).toBe(0);
});

it('no key', async () => {
  const { code, failed, checks } = await doctor({ HYPERSTUDY_BASE_URL: sandbox.current.url });
  expect(failed).toMatchObject([{ name: 'key', text: expect.stringMatching(/^No API key/) }]);
  expect(failed[0]?.fix).toMatch(/set HYPERSTUDY_API_KEY/);
  expect(checks).toHaveLength(1);
  expect(code).toBe(3);
});

it('a masked key', async () => {
  const { code, failed } = await doctor(
    connectionTo({ url: sandbox.current.url, apiKey: 'hst_live_ab...****' }),
  );
  expect(failed).toMatchObject([{ name: 'key', text: expect.stringMatching(/masked/) }]);
  expect(failed[0]?.fix).toMatch(/create a new one/);
  expect(code).toBe(3);
});

it('a key without hst_ is warned about, and then refused by the server', async () => {
  const { code, failed, stderr } = await doctor(
    connectionTo({ url: sandbox.current.url, apiKey: 'live_0000' }),
  );
  expect(stderr).toMatch(/does not start with hst_/);
  expect(failed).toMatchObject([{ name: 'key', text: expect.stringMatching(/does not accept/) }]);
  expect(code).toBe(3);
});

it.each(['bad', 'expired'] as const)('a %s key', async (kind) => {
  const apiKey = kind === 'bad' ? 'hst_test_0000' : sandbox.current.keys.expired;
  const { code, failed, checks } = await doctor(connectionTo({ url: sandbox.current.url, apiKey }));
  expect(checks.find(({ name }) => name === 'reachable')?.result).toBe('ok');
  expect(failed).toMatchObject([{ name: 'key', text: expect.stringMatching(/does not accept.*401/) }]);
  expect(failed[0]?.fix).toMatch(/not expired and not revoked/);
  expect(code).toBe(3);
});

it('a key without a scope: the type, and the scope to add', async () => {
  const { code, failed, checks } = await doctor(
    connectionTo({ url: sandbox.current.url, apiKey: sandbox.current.keys.noRatings }),
  );
  expect(checks.find(({ name }) => name === 'key')?.result).toBe('ok');
  expect(failed.map(({ name, text }) => [name, text.split(':')[0]])).toEqual([
    ['permissions', 'ratings_continuous'],
    ['permissions', 'ratings_sparse'],
  ]);
  for (const { fix } of failed) expect(fix).toMatch(/read:ratings/);
  expect(code).toBe(3);
});

it('a key that may look but not export', async () => {
  const { code, failed } = await doctor(
    connectionTo({ url: sandbox.current.url, apiKey: sandbox.current.keys.viewOnly }),
  );
  expect(failed).toMatchObject([{ name: 'permissions', text: expect.stringMatching(/may not export/) }]);
  expect(code).toBe(3);
});

it('nothing answers', async () => {
  const { code, failed, checks } = await doctor(
    connectionTo({ url: 'http://127.0.0.1:9/api/v3', apiKey: sandbox.current.apiKey }),
  );
  expect(failed).toMatchObject([{ name: 'reachable', text: expect.stringMatching(/connection refused/) }]);
  expect(checks).toHaveLength(1);
  expect(code).toBe(1);
});

it('a host that does not exist', async () => {
  const { code, failed } = await doctor(
    connectionTo({ url: 'https://hyperstudy.invalid/api/v3', apiKey: sandbox.current.apiKey }),
  );
  expect(failed).toMatchObject([{ name: 'reachable', fix: expect.stringMatching(/base URL|network/) }]);
  expect(code).toBe(1);
});

it.each([
  ['ahead of', -5 * 60_000],
  ['behind', 5 * 60_000],
])('a clock that is five minutes %s the server', async (words, offset) => {
  const url = await sandboxWithClock(offset);
  const { code, failed, checks } = await doctor(connectionTo({ url, apiKey: sandbox.current.apiKey }));
  expect(failed).toMatchObject([{ name: 'clock', text: expect.stringMatching(new RegExp(words)) }]);
  expect(failed[0]?.text).toMatch(/(4\.9|5\.0|5\.1) minutes/);
  expect(failed[0]?.fix).toMatch(/Set the clock/);
  expect(checks.find(({ name }) => name === 'key')?.result).toBe('ok');
  expect(code).toBe(1);
});

it('a clock that is off by seconds is well', async () => {
  const url = await sandboxWithClock(20_000);
  const { code, failed } = await doctor(connectionTo({ url, apiKey: sandbox.current.apiKey }));
  expect(failed).toEqual([]);
  expect(code).toBe(0);
});

it('for people: a line per check with what to do', async () => {
  const env = connectionTo({ url: sandbox.current.url, apiKey: sandbox.current.keys.noRatings });
  const { stdout } = await hyperstudy(['doctor'], { env });
  expect(stdout).toMatch(/^✓ reachable: 127\.0\.0\.1/m);
  expect(stdout).toMatch(/^✗ permissions: ratings_sparse: .* → Give the key the scope read:ratings/m);
  expect(stdout).not.toContain(sandbox.current.keys.noRatings);
});
