import { readFileSync } from 'node:fs';
import { UsageError } from '@hyperstudy-workflows/core';
import { z } from 'zod';
import type { Host } from './host.ts';

/** What the runner says about the run, from its environment. */
export interface RunFacts {
  /** owner/name of the repository whose workflow runs. */
  readonly repository: string;
  readonly serverUrl: URL;
  readonly apiUrl: URL;
  readonly graphqlUrl: URL;
  readonly runId: string;
  /** From 1; grows when a run is run again. */
  readonly runAttempt: number;
  readonly workspace: string;
  /** Emptied by the runner before and after each job. */
  readonly temp: string;
  /** Most days that artifacts are kept here; undefined where the runner doesn't say. */
  readonly mostRetentionDays: number | undefined;
  /** Whether everybody can read the repository; undefined where the event doesn't say. */
  readonly isPublic: boolean | undefined;
}

const text = z.string().min(1);

const environment = z.object({
  GITHUB_REPOSITORY: text,
  GITHUB_SERVER_URL: z.url(),
  GITHUB_API_URL: z.url().default('https://api.github.com'),
  GITHUB_GRAPHQL_URL: z.url().default('https://api.github.com/graphql'),
  GITHUB_RUN_ID: text,
  GITHUB_RUN_ATTEMPT: z.coerce.number().int().min(1),
  GITHUB_WORKSPACE: text,
  RUNNER_TEMP: text,
  GITHUB_RETENTION_DAYS: z.coerce.number().int().min(1).optional().catch(undefined),
});

/** @throws {UsageError} naming the variables that a runner sets and that are missing. */
export function runFacts({ env }: Host): RunFacts {
  const { success, data, error } = environment.safeParse(env);
  if (!success) {
    const names = error.issues.map(({ path }) => path.join('.')).join(', ');
    throw new UsageError(`Not the environment of a runner: ${names} missing or wrong.`, {
      hint: 'Run this as a step of a workflow, with a runner from version 2.327.1 on.',
    });
  }
  return {
    repository: data.GITHUB_REPOSITORY,
    serverUrl: new URL(data.GITHUB_SERVER_URL),
    apiUrl: new URL(data.GITHUB_API_URL),
    graphqlUrl: new URL(data.GITHUB_GRAPHQL_URL),
    runId: data.GITHUB_RUN_ID,
    runAttempt: data.GITHUB_RUN_ATTEMPT,
    workspace: data.GITHUB_WORKSPACE,
    temp: data.RUNNER_TEMP,
    mostRetentionDays: data.GITHUB_RETENTION_DAYS,
    isPublic: isPublic(env.GITHUB_EVENT_PATH),
  };
}

const event = z.object({
  repository: z.object({ private: z.boolean().optional(), visibility: z.string().optional() }),
});

function isPublic(eventPath: string | undefined): boolean | undefined {
  try {
    const { repository } = event.parse(JSON.parse(readFileSync(eventPath ?? '', 'utf8')));
    return repository.visibility === undefined
      ? repository.private === false
      : repository.visibility === 'public';
  } catch {
    // No event, or one without a repository.
    return undefined;
  }
}
