import { spawnSync } from 'node:child_process';
import * as undici from 'undici';
import { expect, test } from 'vitest';
import { Agent, EnvHttpProxyAgent, request } from '../../src/transport/http.ts';
import { serve } from '../support/server.ts';

test('the parts of undici are those that its front door gives', () => {
  expect(Agent).toBe(undici.Agent);
  expect(EnvHttpProxyAgent).toBe(undici.EnvHttpProxyAgent);
});

test('a request sends path, query and headers, and gives the answer', async () => {
  await using server = await serve((_, response) => response.writeHead(203).end('there'));
  const answer = await request(new URL('/a/b?c=d&e', server.url), {
    dispatcher: new Agent(),
    headers: { 'x-one': '1' },
  });
  expect([answer.statusCode, await answer.body.text()]).toEqual([203, 'there']);
  expect(server.requests).toMatchObject([
    { method: 'GET', path: '/a/b', query: { c: 'd', e: '' }, headers: { 'x-one': '1' } },
  ]);
});

test('importing the package loads nothing of undici that is not needed', () => {
  const script = `
    await import(${JSON.stringify(new URL('../../dist/index.js', import.meta.url).href)});
    const { createRequire } = await import('node:module');
    console.log(Object.keys(createRequire(import.meta.url).cache).join('\\n'));
  `;
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
  const files = stdout.split(/[\n\\/]+/);
  expect(files).toContain('agent.js');
  for (const folder of ['web', 'mock', 'cache', 'interceptor']) expect(files).not.toContain(folder);
});
