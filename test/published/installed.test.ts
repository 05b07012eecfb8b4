import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { cp, readFile, realpath, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { oldestNode } from '../support/floor.ts';
import { connectionTo } from '../support/hyperstudy.ts';
import { libraries, pack, repository } from '../support/pack.ts';
import { isAllowed } from './support/licences.ts';
import { end, Project } from './support/project.ts';

/** The packages as strangers get them: packed, installed by npm into an empty folder, on the oldest Node and on ours. */
const floor = oldestNode('22.12');
const nodes = { '22.12': floor, [process.versions.node]: process.execPath };
let project: Project;

beforeAll(async () => {
  project = await Project.create();
  const require = createRequire(import.meta.url);
  const { version }: { version: string } = require('@types/node/package.json');
  const tarballs = await pack(libraries);
  // Refuses a package that doesn't run on the oldest Node.
  const options = ['--engine-strict', '--no-audit', '--no-fund', '--prefer-offline'];
  const args = ['install', ...options, ...tarballs, `@types/node@${version}`];
  const { code, stderr } = await project.run(floor, 'npm', args);
  if (code !== 0) throw new Error(`npm install failed: ${stderr}`);
  await cp(join(import.meta.dirname, 'programs'), project.folder, { recursive: true });
});
afterAll(() => project?.remove());

describe.each(Object.entries(nodes))('with Node.js %s', (version, node) => {
  it.each(['use.mjs', 'use.cjs'])('%s reads and exports', async (program) => {
    const { code, stdout, stderr } = await project.run(node, 'node', [program, `out-${program}-${version}`]);
    // Node 22.12 calls require of ESM experimental when the program that does it isn't installed; later ones don't.
    expect(
      stderr.replace(
        /^\(node:\d+\) ExperimentalWarning: CommonJS module .*use\.cjs is loading ES Module .*\n.*\n.*\n/,
        '',
      ),
    ).toBe('');
    expect(code).toBe(0);
    const { read, exported, ...others } = JSON.parse(stdout);
    expect(others).toEqual({ complete: true, same: true, code: 0 });
    expect(read).toBeGreaterThan(10);
    expect(exported).toBe(read);
  });

  it('npx hyperstudy runs: version, sandbox, doctor, export', async () => {
    const npx = (args: readonly string[], env?: Record<string, string>) =>
      project.run(node, 'npx', ['--no', '--', 'hyperstudy', ...args], env);
    expect((await npx(['--version'])).stdout).toBe(`${await cliVersion()}\n`);
    const sandbox = project.start(node, 'npx', ['--no', '--', 'hyperstudy', 'sandbox', '--rooms', '1']);
    try {
      const ended = once(sandbox, 'close').then(() => {
        throw new Error('The sandbox did not start.');
      });
      const [line] = await Promise.race([once(createInterface({ input: sandbox.stdout }), 'line'), ended]);
      const ready: { url: string; apiKey: string; experimentId: string } = JSON.parse(line);
      const env = connectionTo(ready);
      const doctor = await npx(['doctor'], env);
      expect(doctor.code).toBe(0);
      expect(doctor.stdout).toMatch(/✓/);
      expect(doctor.stdout).not.toMatch(/✗/);
      const out = `study-${version}`;
      const exported = await npx(
        ['export', '--experiment', ready.experimentId, '--out', out, '--quiet'],
        env,
      );
      expect(exported).toMatchObject({ code: 0 });
      const manifest = JSON.parse(await readFile(join(project.folder, out, 'manifest.json'), 'utf8'));
      expect(manifest.run).toMatchObject({ complete: true, problems: [] });
    } finally {
      await end(sandbox);
    }
  });
});

const cliVersion = async (): Promise<string> =>
  JSON.parse(await readFile(join(repository, 'packages/cli/package.json'), 'utf8')).version;

describe('types', () => {
  const typescript = join(repository, 'node_modules/typescript/bin/tsc');

  /** The one that typedoc has: TypeScript as most people have it still. */
  async function olderTypescript(): Promise<string> {
    const typedoc = await realpath(join(repository, 'node_modules/typedoc/package.json'));
    return createRequire(typedoc).resolve('typescript/bin/tsc');
  }

  /** What a type check of the program says; libraries are checked too, unless they are skipped. */
  async function complaints(program: string, options: object, tsc = typescript): Promise<string> {
    const file = join(project.folder, 'tsconfig.json');
    const strict = { strict: true, noEmit: true, target: 'es2022', lib: ['es2023', 'esnext.disposable'] };
    await writeFile(
      file,
      JSON.stringify({ compilerOptions: { ...strict, types: ['node'], ...options }, files: [program] }),
    );
    const done = await promisify(execFile)(process.execPath, [tsc, '-p', file]).catch((error) => error);
    return done.stdout;
  }

  it.each([
    ['node16', 'use.mts', { module: 'node16' }],
    ['nodenext', 'use.mts', { module: 'nodenext' }],
    ['nodenext, from CommonJS', 'use.cts', { module: 'nodenext' }],
    ['bundler', 'use.mts', { module: 'preserve', moduleResolution: 'bundler' }],
  ])('are found and right with %s', async (_, program, options) => {
    await cp(join(import.meta.dirname, 'programs/use.mts'), join(project.folder, 'use.cts'));
    expect(await complaints(program, options)).toBe('');
  });

  it('are right for an older TypeScript', async () => {
    const options = { module: 'node16', skipLibCheck: true };
    expect(await complaints('use.mts', options, await olderTypescript())).toBe('');
  });
});

describe('what is installed', () => {
  interface Manifest {
    readonly name: string;
    readonly license?: string;
    readonly scripts?: Readonly<Record<string, string>>;
    readonly gypfile?: boolean;
  }

  /** Every package of the lockfile, those of development left out. */
  async function shipped(): Promise<Manifest[]> {
    const lock = JSON.parse(await readFile(join(project.folder, 'package-lock.json'), 'utf8'));
    const folders = Object.keys(lock.packages).filter(
      (path) => path !== '' && !/\/(@types\/node|undici-types)$/.test(path),
    );
    return Promise.all(
      folders.map(async (path) =>
        JSON.parse(await readFile(join(project.folder, path, 'package.json'), 'utf8')),
      ),
    );
  }

  it('is little', async () => {
    const names = (await shipped()).map(({ name }) => name);
    process.stdout.write(`core, export, sandbox and cli install ${names.length} packages\n`);
    expect(names).toContain('undici');
    expect(names.length).toBeLessThanOrEqual(25);
  });

  it('may be used by anybody', async () => {
    const wrong = (await shipped()).filter(({ license }) => !isAllowed(license));
    expect(wrong.map(({ name, license }) => `${name}: ${license}`)).toEqual([]);
  });

  it('runs nothing when it is installed', async () => {
    const hooks = ['preinstall', 'install', 'postinstall', 'prepare'];
    const all = await shipped();
    const wrong = all.filter(
      ({ scripts = {}, gypfile }) => gypfile || hooks.slice(0, 3).some((hook) => hook in scripts),
    );
    expect(wrong.map(({ name }) => name)).toEqual([]);
  });
});
