import { randomBytes } from 'node:crypto';
import { PermissionError } from '@hyperstudy-workflows/core';
import { afterAll, describe, expect, it } from 'vitest';
import { PushRefusedError } from '../../src/git/errors/push-refused-error.ts';
import { newRepository, readToken, removeFolders, run, token, useGitHub } from './support.ts';

const github = useGitHub();
afterAll(removeFolders);

const study = { tables: { 'events.csv': 'id\n1\n', 'rooms.csv': 'id\n' } };
const grown = { tables: { 'events.csv': 'id\n1\n2\n' }, state: '2' };

const mutations = () => github.current.seen.filter(({ service }) => service === 'graphql').length;
const pushes = () =>
  github.current.seen.filter(({ service, transfers }) => service === 'git-receive-pack' && transfers);

async function signedRepository(more = {}) {
  const made = await newRepository(github.current, { signed: true, ...more });
  await made.repository.bare.commit([['README.md', 'hello']]);
  return made;
}

describe('a signed commit', () => {
  it('is made by GitHub, and holds just what changed', async () => {
    const { repository, target } = await signedRepository();
    const before = pushes().length;
    await run(target, study);
    const result = await run(target, grown);
    expect(result).toMatchObject({
      committed: true,
      signed: true,
      tries: 1,
      notes: [],
      removed: ['rooms.csv'],
    });
    expect(result.committed && result.sha).toBe(await repository.bare.head());
    expect(await repository.bare.diff('main')).toEqual([
      'M data/study/.hyperstudy/files.json',
      'M data/study/.hyperstudy/state.json',
      'M data/study/events.csv',
      'M data/study/manifest.json',
      'D data/study/rooms.csv',
    ]);
    expect(await run(target, { ...grown })).toMatchObject({ committed: false });
    expect(pushes().length).toBe(before);
  });

  it('on a branch that is made', async () => {
    const { repository, target } = await signedRepository({ branch: 'data' });
    expect(await run(target, study)).toMatchObject({ committed: true, signed: true });
    expect(await repository.bare.paths('data')).toEqual(
      expect.arrayContaining(['README.md', 'data/study/events.csv']),
    );
    expect(await repository.bare.paths('main')).toEqual(['README.md']);
  });

  it('after another writer came first: both survive', async () => {
    const { repository, target } = await signedRepository();
    github.current.disturb({
      service: 'graphql',
      before: () => repository.bare.commit([['other.txt', 'other']]),
    });
    expect(await run(target, study)).toMatchObject({ committed: true, signed: true, tries: 2 });
    expect(await repository.bare.paths()).toContain('other.txt');
  });

  it('after GitHub broke', async () => {
    const { target } = await signedRepository();
    github.current.disturb({ service: 'graphql', status: 502 });
    expect(await run(target, study)).toMatchObject({ committed: true, signed: true, tries: 2 });
  });

  it('whose answer was lost is found on the branch, and not made twice', async () => {
    const { repository, target } = await signedRepository();
    github.current.disturb({ service: 'graphql', loseAnswer: true });
    const result = await run(target, study);
    expect(result).toMatchObject({ committed: true, signed: true, tries: 1 });
    expect(result.committed && result.sha).toBe(await repository.bare.head());
    expect(await repository.bare.text('rev-list', '--count', 'main')).toBe('2');
  });

  it('whose answer was lost, with others on top: ours is found', async () => {
    const { repository, target } = await signedRepository();
    const after = () => repository.bare.commit([['other.txt', 'other']]);
    github.current.disturb({ service: 'graphql', loseAnswer: true, after });
    const result = await run(target, study);
    expect(result).toMatchObject({ committed: true, signed: true, tries: 1 });
    expect(result.committed && result.sha).toBe(await repository.bare.text('rev-parse', 'main^'));
  });

  it('that GitHub refuses fails at once', async () => {
    const { repository, target } = await signedRepository();
    repository.refusal = {
      type: 'UNPROCESSABLE',
      message: 'Repository rule violations found: changes must be made through a pull request.',
    };
    const before = mutations();
    const failure = await run(target, study).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(PushRefusedError);
    expect(String(failure)).toMatch(/a ruleset of the repository forbids it/);
    expect(mutations()).toBe(before + 1);
  });

  it('with a token that may only read', async () => {
    const { target } = await signedRepository({ access: { kind: 'token', token: readToken } });
    const failure = await run(target, study).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(PermissionError);
    expect(failure).toMatchObject({ hint: expect.stringContaining('contents: write') });
  });

  it('whose token GitHub no longer takes', async () => {
    const { repository, target } = await signedRepository();
    const failure = await run(target, study, {
      meanwhile: async () => github.current.disturb({ service: 'graphql', status: 401 }),
    }).catch((error: unknown) => error);
    expect(failure).toMatchObject({ name: 'AuthenticationError', hint: expect.stringContaining('one hour') });
    expect(String(failure)).not.toContain(token);
    expect(await repository.bare.text('rev-list', '--count', 'main')).toBe('1');
  });
});

describe('what GitHub can not sign is committed without, and it is said', () => {
  it('in an empty repository', async () => {
    const { target } = await newRepository(github.current, { signed: true });
    const result = await run(target, study);
    expect(result).toMatchObject({ committed: true, signed: false });
    expect(result.notes).toEqual([expect.stringContaining('not signed: the repository is empty')]);
  });

  it('an executable table', async () => {
    const { repository, target } = await signedRepository();
    await run(target, study);
    await repository.bare.commit([['data/study/events.csv', 'id\n', '100755']]);
    const result = await run(target, grown);
    expect(result).toMatchObject({ committed: true, signed: false });
    expect(result.notes).toEqual([expect.stringContaining('events.csv is executable')]);
  });

  it('more than 30 MB', async () => {
    const { target } = await signedRepository();
    const result = await run(target, { tables: { 'events.csv': randomBytes(31 * 1024 * 1024) } });
    expect(result).toMatchObject({ committed: true, signed: false });
    expect(result.notes).toEqual([expect.stringContaining('GitHub signs up to 30 MB at once')]);
  });
});
