import { expect, test } from 'vitest';
import { HyperStudy } from '../../src/client/hyperstudy.ts';
import { HyperStudyError, isHyperStudyError } from '../../src/errors/hyperstudy-error.ts';
import { failureOf, testKey, transportTo } from '../support/client.ts';
import { fail, serve } from '../support/server.ts';

test.each([
  [400, 'UsageError', 'fix-call'],
  [401, 'AuthenticationError', 'fix-key'],
  [402, 'UsageError', 'fix-call'],
  [403, 'PermissionError', 'fix-key'],
  [404, 'NotFoundError', 'fix-call'],
  [405, 'UsageError', 'fix-call'],
  [408, 'ServerError', 'retry'],
  [409, 'UsageError', 'fix-call'],
  [410, 'UsageError', 'fix-call'],
  [422, 'UsageError', 'fix-call'],
  [429, 'RateLimitError', 'wait'],
  [500, 'ServerError', 'retry'],
  [502, 'ServerError', 'retry'],
  [504, 'ServerError', 'retry'],
  [307, 'ResponseError', 'retry'],
])('%i is a %s', async (status, name, remedy) => {
  const error = { code: 'SOME_CODE', message: 'words', details: { a: 1 } };
  await using server = await serve(fail(status, error, { 'x-request-id': 'r-1', 'retry-after': '999999' }));
  const failure = await failureOf(transportTo(server, { retry: { attempts: 1 } }).call('/health'));
  expect(failure).toBeInstanceOf(HyperStudyError);
  expect(isHyperStudyError(failure)).toBe(true);
  expect(failure).toMatchObject({
    name,
    remedy,
    status,
    code: 'SOME_CODE',
    requestId: 'r-1',
    details: { a: 1 },
  });
});

test('the scopes that a request needs are named, as the server says', async () => {
  const details = { required: ['read:chat'], provided: ['read:events', 7] };
  await using server = await serve(fail(403, { code: 'FORBIDDEN', details }));
  const failure = await failureOf(transportTo(server).call('/data/chat/room/r'));
  expect(failure).toMatchObject({
    required: ['read:chat'],
    provided: ['read:events'],
    hint: expect.stringContaining('read:chat'),
  });
});

test('and by the registry where the server says nothing', async () => {
  await using server = await serve(fail(403));
  const client = new HyperStudy({ apiKey: testKey, baseUrl: server.url });
  expect(await failureOf(client.sync({ room: 'r' }))).toMatchObject({
    hint: expect.stringContaining('read:sync'),
  });
  const unknown = await failureOf(client.eyetracking({ room: 'r' }));
  expect(unknown).toMatchObject({ hint: expect.not.stringContaining('undefined') });
  await client.close();
});

test('what to change is said where the server says it', async () => {
  const details = { parameter: 'limit', value: 5000, expected: 'a number up to 1000' };
  await using server = await serve(fail(400, { details }));
  expect(await failureOf(transportTo(server).call('/x'))).toMatchObject({
    hint: 'limit should be a number up to 1000.',
  });
});

test('errors of a second copy of the package are known too', () => {
  expect(isHyperStudyError({ [Symbol.for('hyperstudy-workflows.error')]: true })).toBe(true);
  for (const other of [null, undefined, 'x', new Error('x'), {}])
    expect(isHyperStudyError(other)).toBe(false);
});
