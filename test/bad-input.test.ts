import { chmod, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesIn, useFolders } from './support/folder.ts';
import { connectionTo, hyperstudy } from './support/hyperstudy.ts';
import { useSandbox } from './support/sandbox.ts';

const sandbox = useSandbox({ rooms: 2 });
const newFolder = useFolders();

const experiment = 'exp_film26';

interface Case {
  readonly args: readonly string[];
  readonly code: number;
  /** What the line must say: the fault, and what to do. */
  readonly says: readonly RegExp[];
  readonly env?: Readonly<Record<string, string>>;
}

const cases: Readonly<Record<string, Case>> = {
  'no key': {
    args: ['--experiment', experiment],
    env: { HYPERSTUDY_API_KEY: '' },
    code: 3,
    says: [/No API key/, /set HYPERSTUDY_API_KEY/],
  },
  'a masked key': {
    args: ['--experiment', experiment],
    env: { HYPERSTUDY_API_KEY: 'hst_live_abc...******' },
    code: 3,
    says: [/masked/, /create a new one/],
  },
  'an unknown type': {
    args: ['--experiment', experiment, '--types', 'evnts'],
    code: 2,
    says: [/Unknown data type "evnts"/, /Did you mean events\?/],
  },
  'a participant without a room': {
    args: ['--participant', 'u_ada91'],
    code: 2,
    says: [/--participant needs --room/, /Add --room ID/],
  },
  'participants at participant scope': {
    args: ['--participant', 'u_ada91', '--room', 'room_film26_0007', '--types', 'participants'],
    code: 2,
    says: [/participants can't be exported by participant/, /experiment and room/],
  },
  'a start after the end': {
    args: ['--experiment', experiment, '--start', '2026-03-12', '--end', '2026-03-11'],
    code: 2,
    says: [/not before --end/, /Swap them/],
  },
  'a date that is none': {
    args: ['--experiment', experiment, '--start', '2026-02-30T25:00:00Z'],
    code: 2,
    says: [/--start is no date/, /ISO 8601/],
  },
  'a day in words': {
    args: ['--experiment', experiment, '--end', 'yesterday'],
    code: 2,
    says: [/--end is no date: "yesterday"/, /ISO 8601/],
  },
  'an experiment that does not exist': {
    args: ['--experiment', 'exp_of_nobody'],
    code: 2,
    says: [/does not know this/, /hyperstudy list experiments/],
  },
  'no scope at all': { args: [], code: 2, says: [/Nothing to export is named/, /--experiment ID/] },
  'an empty experiment': { args: ['--experiment', ' , '], code: 2, says: [/--experiment is empty/] },
  'two scopes': {
    args: ['--experiment', experiment, '--room', 'room_film26_0007'],
    code: 2,
    says: [/does not go with --room/, /one of them/],
  },
  'an unknown flag': { args: ['--experimnt', experiment], code: 2, says: [/unknown option/, /--help/] },
  'an unknown format': {
    args: ['--experiment', experiment, '--format', 'xlsx'],
    code: 2,
    says: [/--format xlsx: not one of csv/],
  },
  'a page size that is none': {
    args: ['--experiment', experiment, '--page-size', '5000'],
    code: 2,
    says: [/--page-size 5000: not a whole number from 2 to 1000/],
  },
  'a base URL that is none': {
    args: ['--experiment', experiment, '--base-url', 'api.hyperstudy.io'],
    code: 2,
    says: [/base URL/, /https:/],
  },
};

describe('bad input to export', () => {
  it.each(Object.entries(cases))('%s', async (_, { args, code, says, env }) => {
    const cwd = await newFolder();
    const outcome = await hyperstudy(['export', ...args, '--out', 'study'], {
      cwd,
      env: { ...connectionTo(sandbox.current), ...env },
    });
    expectOneLine(outcome.stderr, says);
    expect(outcome.code).toBe(code);
    expect(outcome.stdout).toBe('');
    expect(await readdir(cwd)).toEqual([]);
  });

  it('an output path that is a file leaves the file alone', async () => {
    const cwd = await newFolder();
    await writeFile(join(cwd, 'study'), 'mine');
    const outcome = await exportTo('study', cwd);
    expectOneLine(outcome.stderr, [/study is a file, not a folder/, /another --out/]);
    expect(outcome.code).toBe(2);
    expect(await readFile(join(cwd, 'study'), 'utf8')).toBe('mine');
  });

  it('an output path below a file', async () => {
    const cwd = await newFolder();
    await writeFile(join(cwd, 'study'), 'mine');
    const outcome = await exportTo('study/deep/er', cwd);
    expectOneLine(outcome.stderr, [/study is a file, not a folder/, /another --out/]);
    expect(outcome.code).toBe(2);
    expect(await filesIn(cwd)).toEqual(['study']);
  });

  it.runIf(process.platform === 'linux')('a place where no one may write', async () => {
    const outcome = await exportTo('/proc/study', await newFolder());
    expectOneLine(outcome.stderr, [/\/proc\/study can't be written to/, /another --out/]);
    expect(outcome.code).toBe(2);
  });

  // Root may write anywhere; for root the place below /proc above stands in.
  if (process.getuid?.() !== 0) {
    it('a folder without the right to write', async () => {
      const cwd = await newFolder();
      await mkdir(join(cwd, 'study'));
      await chmod(join(cwd, 'study'), 0o555);
      const outcome = await exportTo('study', cwd);
      expectOneLine(outcome.stderr, [/can't be written to \(EACCES\)/, /change the rights/]);
      expect(outcome.code).toBe(2);
      expect(await filesIn(cwd)).toEqual([]);
    });
  }

  it('the folder of another export is left alone', async () => {
    const cwd = await newFolder();
    const types = ['--types', 'chat', '--out', 'study'];
    const env = connectionTo(sandbox.current);
    await hyperstudy(['export', '--room', 'room_film26_0007', ...types], { cwd, env });
    const before = await readFile(join(cwd, 'study/manifest.json'), 'utf8');
    const outcome = await hyperstudy(['export', '--experiment', experiment, ...types], { cwd, env });
    expectOneLine(outcome.stderr, [/holds the export of room room_film26_0007/, /another --out/]);
    expect(outcome.code).toBe(2);
    expect(await readFile(join(cwd, 'study/manifest.json'), 'utf8')).toBe(before);
  });

  it('a key without a scope names the scope, and the only table asked for is not begun', async () => {
    const cwd = await newFolder();
    const env = connectionTo({ url: sandbox.current.url, apiKey: sandbox.current.keys.noRatings });
    const outcome = await hyperstudy(
      ['export', '--experiment', experiment, '--types', 'ratings_sparse', '--out', 'study'],
      { cwd, env },
    );
    expectOneLine(outcome.stderr, [/may not read this/, /read:ratings/]);
    expect(outcome.code).toBe(3);
    expect(await filesIn(cwd)).toEqual([]);
  });

  it('a key without the scope of one table exports the others and says what is missing', async () => {
    const cwd = await newFolder();
    const env = connectionTo({ url: sandbox.current.url, apiKey: sandbox.current.keys.noRatings });
    const outcome = await hyperstudy(
      [
        ...['export', '--experiment', experiment, '--types', 'chat,ratings_sparse'],
        ...['--no-codebook', '--out', 'study', '--quiet'],
      ],
      { cwd, env },
    );
    expectOneLine(outcome.stderr, [/ratings_sparse/, /read:ratings/]);
    expect(outcome.code).toBe(3);
    expect(await filesIn(cwd)).toEqual(['study/chat.csv', 'study/manifest.json', 'study/report.html']);
    const manifest = JSON.parse(await readFile(join(cwd, 'study/manifest.json'), 'utf8'));
    expect(manifest.run.complete).toBe(false);
  });

  it('a key without Export permission', async () => {
    const cwd = await newFolder();
    const env = connectionTo({ url: sandbox.current.url, apiKey: sandbox.current.keys.viewOnly });
    const outcome = await hyperstudy(['export', '--experiment', experiment], { cwd, env });
    expectOneLine(outcome.stderr, [/may not/, /Export permission/]);
    expect(outcome.code).toBe(3);
    expect(await filesIn(cwd)).toEqual([]);
  });

  it('a key without hst_ is warned about and tried', async () => {
    const cwd = await newFolder();
    const env = connectionTo({ url: sandbox.current.url, apiKey: 'live_0000000000' });
    const outcome = await hyperstudy(['export', '--experiment', experiment], { cwd, env });
    const [warning, error, ...more] = outcome.stderr.trimEnd().split('\n');
    expect(warning).toMatch(/^warning: .*does not start with hst_/);
    expect(error).toMatch(/^error: .*does not accept the API key/);
    expect(more).toEqual([]);
    expect(outcome.code).toBe(3);
    expect(await filesIn(cwd)).toEqual([]);
  });
});

describe('bad input to the other commands', () => {
  it.each<[string, readonly string[], number, RegExp]>([
    ['list of nothing known', ['list', 'rums'], 2, /not one of experiments, deployments, rooms/],
    ['list rooms of nothing', ['list', 'rooms'], 2, /needs --experiment/],
    ['recordings of nothing', ['recordings'], 2, /Give --experiment ID/],
    ['recordings of a person', ['recordings', '--participant', 'u_ada91'], 2, /--participant needs --room/],
    ['a type of recording', ['recordings', '--room', 'r', '--recording-type', 'film'], 2, /audio, video/],
    ['too many at once', ['recordings', '--room', 'r', '--concurrency', '0'], 2, /whole number from 1 to 64/],
    ['a sandbox without rooms', ['sandbox', '--rooms', '0'], 2, /rooms must be a whole number from 1/],
    ['a sandbox with a word for a number', ['sandbox', '--rooms', 'six'], 2, /--rooms six: not a whole/],
    ['a sandbox on no port', ['sandbox', '--port', '99999'], 2, /no port 99999/],
    ['an unknown command', ['exprt'], 2, /unknown command 'exprt'.*export/],
  ])('%s', async (_, args, code, says) => {
    const outcome = await hyperstudy(args, { env: connectionTo(sandbox.current) });
    expectOneLine(outcome.stderr, [says]);
    expect(outcome.stdout).toBe('');
    expect(outcome.code).toBe(code);
  });
});

function exportTo(out: string, cwd: string) {
  const env = connectionTo(sandbox.current);
  return hyperstudy(['export', '--experiment', experiment, '--types', 'chat', '--out', out], { cwd, env });
}

function expectOneLine(stderr: string, says: readonly RegExp[]): void {
  expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  for (const pattern of says) expect(stderr).toMatch(pattern);
  expect(stderr).not.toMatch(/\n\s+at |node:internal/);
}
