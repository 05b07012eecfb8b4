import { startSandbox } from '@hyperstudy-workflows/sandbox';
import { afterAll, beforeAll } from 'vitest';
import { GitServer } from '../../github/git-server.ts';
import type { StandInRepository } from '../../github/github-api.ts';
import { proxyOf } from '../../support/proxy.ts';
import { useServers } from '../../support/server.ts';
import { StudyClock } from '../../support/study-clock.ts';
import type { ResultsService } from './results-service.ts';
import { type ActionRun, jobToken, type Runner, useRunners } from './runner.ts';

// What tests of commits need, once for each file that imports it: a study that goes on, and a GitHub.

export const newRunner = useRunners();
const newServer = useServers();
export const clock = new StudyClock();

export let sandbox: Awaited<ReturnType<typeof startSandbox>>;
export let baseUrl: string;
/** Requests that are never answered. */
let unanswered = (_url: string): boolean => false;
export const neverAnswer = (which: typeof unanswered): void => {
  unanswered = which;
};
export let github: GitServer;
beforeAll(async () => {
  sandbox = await startSandbox({ rooms: 3, live: true, clock });
  // The study is of earlier this year, but a server whose clock is wrong would be refused.
  const date = () => ({ date: new Date().toUTCString() });
  const proxy = proxyOf(() => sandbox, { headers: date });
  baseUrl = await newServer((request, response) => {
    if (!unanswered(request.url ?? '')) proxy(request, response);
  });
  github = await GitServer.start();
});
afterAll(async () => {
  await sandbox.close();
  await github[Symbol.asyncDispose]();
});

let made = 0;

export async function newDataRepository(): Promise<StandInRepository & { readonly name: string }> {
  made += 1;
  const name = `lab/data-${made}`;
  return Object.assign(await github.create(name, { [jobToken]: 'write', ghs_reader: 'read' }), { name });
}

interface Surroundings {
  readonly runner?: Runner;
  readonly results?: ResultsService;
  readonly serverUrl?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** A step of a job on a machine that knows nothing of earlier ones. */
export async function step(
  repository: string,
  inputs: Record<string, string> = {},
  { runner, results, serverUrl = github.url, env }: Surroundings = {},
): Promise<ActionRun> {
  const at = runner ?? (await newRunner());
  return at.run({
    results,
    inputs: {
      'api-key': sandbox.apiKey,
      'base-url': baseUrl,
      experiment: sandbox.experimentId,
      mode: 'commit',
      cache: 'false',
      ...{ repository, ...inputs },
    },
    env: {
      GITHUB_SERVER_URL: serverUrl,
      GITHUB_API_URL: github.apiUrl,
      GITHUB_GRAPHQL_URL: `${github.url}/api/graphql`,
      ...env,
    },
  });
}

export const folder = () => `data/${sandbox.experimentId}`;
