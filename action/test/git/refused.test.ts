import { mkdir, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AuthenticationError, NotFoundError, PermissionError, UsageError } from '@hyperstudy-workflows/core';
import { afterAll, describe, expect, it } from 'vitest';
import { openTarget } from '../../src/git/data-repository.ts';
import { PushRefusedError } from '../../src/git/errors/push-refused-error.ts';
import { readTarget } from '../../src/git/target.ts';
import {
  newFolder,
  newRepository,
  readToken,
  removeFolders,
  run,
  surroundings,
  useGitHub,
  writeExport,
} from './support.ts';

const github = useGitHub();
afterAll(removeFolders);

const study = { tables: { 'events.csv': 'id\n1\n' } };

/** Pushes that reach the server with a commit. */
const pushes = () =>
  github.current.seen.filter(({ service, transfers }) => service === 'git-receive-pack' && transfers);

describe('a push that is refused fails at once, with the fix', () => {
  it.each([
    [
      'a large file',
      'error: GH001: Large files detected. You may want to try Git Large File Storage',
      /partition: room/,
    ],
    [
      'a protected branch',
      'error: GH006: Protected branch update failed for refs/heads/main.',
      /Settings > Branches/,
    ],
    ['a ruleset', 'error: GH013: Repository rule violations found for refs/heads/main.', /Settings > Rules/],
    [
      'unsigned commits',
      'error: GH013: ...\n- Commits must have verified signatures.',
      /signed-commits: true/,
    ],
    [
      'a secret in the data',
      'error: GH013: ...\n- Push cannot contain secrets',
      /takes something|drop that column/,
    ],
    ['a private address', 'error: GH007: Your push would publish a private email address.', /noreply/],
    ['any other hook', 'Not on a Sunday.', /administrators/],
  ])('%s', async (_, words, fix) => {
    const { repository, target } = await newRepository(github.current);
    await repository.bare.commit([['a.txt', 'a']]);
    await repository.bare.hook('pre-receive', `cat >/dev/null; printf '%s\\n' '${words}' >&2; exit 1`);
    const before = pushes().length;
    const failure = await run(target, study).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(PushRefusedError);
    expect(failure).toMatchObject({ hint: expect.stringMatching(fix) });
    expect(String(failure)).toContain(words.split('\n').at(-1));
    expect(pushes().length).toBe(before + 1);
  });

  it('a token that may only read', async () => {
    const { target } = await newRepository(github.current, { access: { kind: 'token', token: readToken } });
    const failure = await run(target, study).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(PermissionError);
    expect(failure).toMatchObject({ hint: expect.stringContaining('permissions:\n  contents: write') });
  });

  it('a token that has expired, before anything is exported', async () => {
    const { target } = await newRepository(github.current, { access: { kind: 'token', token: 'expired' } });
    await expect(openTarget(target, (await surroundings()).given)).rejects.toBeInstanceOf(
      AuthenticationError,
    );
  });

  it('a repository that the token does not see', async () => {
    const { target } = await newRepository(github.current, {
      access: { kind: 'token', token: 'ghs_another' },
    });
    const failure = await openTarget(target, (await surroundings()).given).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(NotFoundError);
    expect(failure).toMatchObject({ hint: expect.stringMatching(/GitHub App.*deploy key/) });
  });
});

describe('files that do not go into git', () => {
  it('over 95 MB are named, with their size', async () => {
    const { target } = await newRepository(github.current);
    const data = await openTarget(target, (await surroundings()).given);
    await writeExport(data.folder, { tables: { 'events.csv': '', 'sync.csv': '' } });
    await truncate(join(data.folder, 'sync.csv'), 96 * 1024 * 1024);
    const failure = await data.commit({ message: 'x' }).catch((error: unknown) => error);
    expect(String(failure)).toMatch(/sync\.csv \(96 MB\)/);
    expect(failure).toMatchObject({ hint: expect.stringMatching(/partition: room.*mode: artifact/) });
    await data.close();
  });

  it('unfinished tables over 95 MB are left for the next run to read again', async () => {
    const { repository, target } = await newRepository(github.current);
    const data = await openTarget(target, (await surroundings()).given);
    const partial = join(data.folder, '.hyperstudy/partial');
    await writeExport(data.folder, { tables: { 'events.csv': '' }, complete: false });
    await mkdir(partial);
    await writeFile(join(partial, 'sync.json'), '{}');
    await writeFile(join(partial, 'sync.csv'), '');
    await truncate(join(partial, 'sync.csv'), 96 * 1024 * 1024);
    const result = await data.commit({ message: 'x' });
    expect(result.notes.join()).toMatch(/unfinished table is too large/);
    expect((await repository.bare.paths()).join()).not.toContain('partial');
    await data.close();
  });

  it('links', async () => {
    const { target } = await newRepository(github.current);
    const data = await openTarget(target, (await surroundings()).given);
    await writeExport(data.folder, study);
    await symlink('/etc/passwd', join(data.folder, 'chat.csv'));
    await expect(data.commit({ message: 'x' })).rejects.toThrow(/"chat.csv": it is a link/);
    await data.close();
  });

  it.each(['.github/workflows/x.yml', '.git/config', '.gitattributes', '.GitHub/x', 'a\nb.csv'])(
    '%j',
    async (path) => {
      const { target } = await newRepository(github.current, { path: '.' });
      const data = await openTarget(target, (await surroundings()).given);
      await expect(
        writeExport(data.folder, { ...study, others: { [path]: 'x' } }).then(() =>
          data.commit({ message: 'x' }),
        ),
      ).rejects.toThrow(/belongs to git or GitHub|control character/);
      await data.close();
    },
  );

  it('that .gitattributes sends to Git LFS', async () => {
    const { repository, target } = await newRepository(github.current);
    await repository.bare.commit([['.gitattributes', '*.csv filter=lfs diff=lfs merge=lfs -text\n']]);
    await expect(run(target, study)).rejects.toThrow(/Git LFS: data\/study\/events\.csv/);
  });
});

describe('a folder that leads elsewhere', () => {
  it.each([
    ['a symbolic link', '120000', '/tmp'],
    ['a file', '100644', 'x'],
  ])('%s', async (what, mode, content) => {
    const { repository, target } = await newRepository(github.current);
    await repository.bare.commit([['data', content, mode]]);
    await expect(openTarget(target, (await surroundings()).given)).rejects.toThrow(
      `data in ${target.repository} is ${what}`,
    );
  });

  it('a table that someone made a link becomes a table again, and nothing is written through it', async () => {
    const { repository, target } = await newRepository(github.current);
    await run(target, study);
    const outside = join(await newFolder(), 'outside.txt');
    await writeFile(outside, 'untouched');
    await repository.bare.commit([['data/study/events.csv', outside, '120000']]);
    await run(target, study);
    const { readFile } = await import('node:fs/promises');
    expect(await readFile(outside, 'utf8')).toBe('untouched');
    expect(await repository.bare.text('ls-tree', 'main', 'data/study/events.csv')).toMatch(/^100644/);
  });
});

describe('a target that can not be is refused without a network, all at once', () => {
  const good = {
    repository: 'lab/data',
    branch: 'main',
    path: 'data',
    access: { kind: 'token', token: 'x' },
  } as const;

  it.each([
    [{ repository: 'data' }, /owner\/name/],
    [{ repository: 'https://github.com/lab/data' }, /owner\/name/],
    [{ repository: 'lab/..' }, /owner\/name/],
    [{ branch: '--upload-pack=x' }, /branch/],
    [{ branch: 'a b' }, /branch/],
    [{ branch: 'a..b' }, /branch/],
    [{ branch: 'refs/heads/main' }, /branch/],
    [{ path: '/etc' }, /absolute/],
    [{ path: 'C:\\data' }, /absolute/],
    [{ path: 'a/../../b' }, /leads out/],
    [{ path: '.github/workflows' }, /belongs to git/],
    [{ path: 'data/.git/hooks' }, /belongs to git/],
    [{ path: 'GIT~1' }, /belongs to git/],
    [{ path: 'data\\study' }, /backslash/],
    [{ access: { kind: 'token', token: ' ' } }, /no token/],
    [{ access: { kind: 'ssh', key: 'ssh-ed25519 AAAA' } }, /not a private key/],
    [
      { access: { kind: 'ssh', key: '-----BEGIN OPENSSH PRIVATE KEY-----\nx' }, signed: true },
      /signed-commits needs a token/,
    ],
    [{ serverUrl: 'file:///tmp' }, /no address/],
  ] as const)('%j', (wrong, words) => {
    const { problems } = readTarget({ ...good, ...wrong });
    expect(problems.map(({ message }) => message).join()).toMatch(words);
  });

  it('names all of them', async () => {
    expect(readTarget({ ...good, repository: '', branch: '', path: '..' }).problems).toHaveLength(3);
    await expect(openTarget({ ...good, repository: '', branch: '' })).rejects.toBeInstanceOf(UsageError);
  });
});
