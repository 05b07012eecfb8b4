import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { filesIn, useFolders } from './support/folder.ts';
import { connectionTo, hyperstudy, hyperstudyUntilLine } from './support/hyperstudy.ts';
import { useSandbox } from './support/sandbox.ts';

const sandbox = useSandbox({ rooms: 2 });
const newFolder = useFolders();
const root = fileURLToPath(new URL('..', import.meta.url));

const exportChat = ['export', '--experiment', 'exp_film26', '--types', 'chat', '--out', 'study'];

describe('output', () => {
  it('with --json there is one JSON document on stdout, and nothing else anywhere', async () => {
    const cwd = await newFolder();
    const outcome = await hyperstudy([...exportChat, '--json'], { cwd, env: connectionTo(sandbox.current) });
    const result = JSON.parse(outcome.stdout);
    expect(outcome.stdout.trimEnd().split('\n')).toHaveLength(1);
    expect(outcome.stderr).toBe('');
    const [{ tables }] = result.exports;
    expect(result).toMatchObject({ complete: true, exitCode: 0 });
    expect(tables).toMatchObject([{ type: 'chat', file: 'chat.csv', complete: true }]);
    expect(tables[0].rows).toBe(tables[0].serverTotal);
  });

  it('with --quiet there is nothing', async () => {
    const cwd = await newFolder();
    const outcome = await hyperstudy([...exportChat, '--quiet'], { cwd, env: connectionTo(sandbox.current) });
    expect(outcome).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(await filesIn(cwd)).toEqual([
      'study/chat.csv',
      'study/codebook.json',
      'study/codebook.md',
      'study/manifest.json',
      'study/report.html',
    ]);
  });

  it('for people: a table on stdout, a plain line per finished part on stderr', async () => {
    const cwd = await newFolder();
    const outcome = await hyperstudy(exportChat, { cwd, env: connectionTo(sandbox.current) });
    expect(outcome.stdout).toMatch(/^data type +rows +file +size\nchat +\d+ +chat\.csv/);
    expect(outcome.stdout).toMatch(
      /complete: rows agree with the server\n→ study\nreport: study\/report\.html\n$/,
    );
    expect(outcome.stderr).toMatch(/^chat: \d+\n$/);
    expect(outcome.stdout + outcome.stderr).not.toContain('\u001b');
  });

  it('several experiments get a folder each', async () => {
    const cwd = await newFolder();
    const [main = '', other = ''] = sandbox.current.experimentIds;
    const args = [
      ...['export', '--experiment', `${main},${other}`, '--types', 'rooms', '--no-codebook'],
      ...['--out', 'study'],
    ];
    const outcome = await hyperstudy(args, { cwd, env: connectionTo(sandbox.current) });
    expect(outcome.code).toBe(0);
    expect(await filesIn(cwd)).toEqual(
      [main, other]
        .flatMap((id) => [`study/${id}/manifest.json`, `study/${id}/report.html`, `study/${id}/rooms.csv`])
        .sort(),
    );
  });

  it('the same warning is said once, however many rooms give it', async () => {
    const cwd = await newFolder();
    const args = [
      'export',
      '--experiment',
      'exp_film26',
      '--types',
      'variables',
      '--out',
      'study',
      '--quiet',
    ];
    const { stderr, code } = await hyperstudy(args, { cwd, env: connectionTo(sandbox.current) });
    const lines = stderr.trimEnd().split('\n');
    expect(lines).toEqual([...new Set(lines)]);
    expect(lines.filter((line) => line.includes('DROPPED_WRITES'))).toHaveLength(1);
    expect(code).toBe(0);
  });

  it('the key shows nowhere', async () => {
    const cwd = await newFolder();
    const outcome = await hyperstudy([...exportChat, '--json'], { cwd, env: connectionTo(sandbox.current) });
    const written = await Promise.all((await filesIn(cwd)).map((file) => readFile(join(cwd, file), 'utf8')));
    expect([outcome.stdout, outcome.stderr, ...written].join('')).not.toContain(sandbox.current.apiKey);
  });
});

describe('list', () => {
  it.each([
    ['experiments', []],
    ['deployments', []],
    ['rooms', ['--experiment', 'exp_film26']],
    ['participants', ['--experiment', 'exp_film26']],
  ])('%s, for people and for programs', async (what, flags) => {
    const env = connectionTo(sandbox.current);
    const people = await hyperstudy(['list', what, ...flags], { env });
    const programs = await hyperstudy(['list', what, ...flags, '--json'], { env });
    const rows = JSON.parse(programs.stdout);
    expect(rows.length).toBeGreaterThan(0);
    expect(people.stdout).toMatch(/^id +/);
    expect(people.stdout.trimEnd().split('\n')).toHaveLength(rows.length + 1);
    for (const { id } of rows) expect(people.stdout).toContain(id);
    expect([people.code, programs.code, people.stderr, programs.stderr]).toEqual([0, 0, '', '']);
  });
});

describe('settings', () => {
  it('are read from .env', async () => {
    const cwd = await newFolder();
    const lines = Object.entries(connectionTo(sandbox.current)).map(([name, value]) => `${name}=${value}\n`);
    await writeFile(join(cwd, '.env'), lines.join(''));
    const outcome = await hyperstudy(['list', 'experiments', '--json'], { cwd });
    expect(outcome.stderr).toBe('');
    expect(JSON.parse(outcome.stdout)).toContainEqual(expect.objectContaining({ id: 'exp_film26' }));
  });

  it('of the environment win over .env', async () => {
    const cwd = await newFolder();
    await writeFile(join(cwd, '.env'), 'HYPERSTUDY_API_KEY=hst_test_of_the_file\n');
    const outcome = await hyperstudy(['list', 'experiments'], { cwd, env: connectionTo(sandbox.current) });
    expect(outcome.code).toBe(0);
  });

  it('need no .env: a folder of that name is none', async () => {
    const cwd = await newFolder();
    await mkdir(join(cwd, '.env'));
    const outcome = await hyperstudy(['list', 'experiments'], { cwd, env: connectionTo(sandbox.current) });
    expect([outcome.code, outcome.stderr]).toEqual([0, '']);
  });

  it('flags win over the environment', async () => {
    const env = { ...connectionTo(sandbox.current), HYPERSTUDY_BASE_URL: 'http://127.0.0.1:9/api/v3' };
    const outcome = await hyperstudy(['list', 'experiments', '--base-url', sandbox.current.url], { env });
    expect(outcome.code).toBe(0);
  });
});

describe('hyperstudy sandbox', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)(
    'prints one line when ready and ends well on %s',
    async (signal) => {
      const process = await hyperstudyUntilLine(['sandbox', '--rooms', '2', '--page-limit', '3']);
      const ready = JSON.parse(process.lines[0] ?? '');
      expect(ready).toMatchObject({
        experimentId: 'exp_film26',
        apiKey: expect.stringMatching(/^hst_test_/),
      });
      expect(ready.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/api\/v3$/);
      const rooms = await fetch(`${ready.url}/data/events/experiment/${ready.experimentId}?limit=100`, {
        headers: { 'X-API-Key': ready.apiKey },
      });
      expect(await rooms.json()).toMatchObject({ metadata: { pagination: { returned: 3 } } });
      expect(await process.stop(signal)).toBe(0);
      expect(process.lines).toHaveLength(1);
    },
  );

  it('takes its port', async () => {
    const free = Number(new URL(sandbox.current.url).port);
    const taken = await hyperstudy(['sandbox', '--port', String(free)]);
    expect(taken.code).toBe(2);
    expect(taken.stderr).toMatch(new RegExp(`^error: .*${free}`));
    expect(taken.stderr.trimEnd().split('\n')).toHaveLength(1);
  });
});

describe('in the repository', () => {
  it('npx hyperstudy works after set-up', async () => {
    const { stdout } = await promisify(execFile)('npx', ['--no', 'hyperstudy', '--version'], { cwd: root });
    expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});
