import { readdir } from 'node:fs/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { checkExposure, checkTarget } from '../../src/git/check-target.ts';
import { newRepository, readToken, removeFolders, surroundings, token, useGitHub } from './support.ts';

const github = useGitHub();
afterAll(removeFolders);

const texts = (problems: readonly { severity: string; message: string; fix: string }[]) =>
  problems.map(({ severity, message, fix }) => `${severity}: ${message} ${fix}`);

describe('a look at the target, before anything is asked of HyperStudy', () => {
  it('finds nothing wrong with a good one, and changes nothing', async () => {
    const { repository, target } = await newRepository(github.current);
    const head = await repository.bare.commit([['a.txt', 'a']]);
    const { given, temporary } = await surroundings();
    expect(await checkTarget(target, given)).toEqual([]);
    expect(await repository.bare.text('for-each-ref', '--format=%(objectname) %(refname)')).toBe(
      `${head} refs/heads/main`,
    );
    expect(await readdir(temporary)).toEqual([]);
  });

  it('finds nothing wrong with an empty repository', async () => {
    const { target } = await newRepository(github.current);
    expect(await checkTarget(target, (await surroundings()).given)).toEqual([]);
  });

  it('says what a token that may only read needs', async () => {
    const { target } = await newRepository(github.current, { access: { kind: 'token', token: readToken } });
    const [problem, ...others] = await checkTarget(target, (await surroundings()).given);
    expect(problem).toMatchObject({ severity: 'error', message: expect.stringContaining('may not write') });
    expect(problem?.fix).toContain('permissions:\n  contents: write');
    expect(others).toEqual([]);
  });

  it.each([
    ['expired', /does not accept the token.*not expired/],
    ['ghs_of_another_repository', /does not exist, or the token can't see it.*GitHub App/],
  ])('tells a token that is %s', async (other, words) => {
    const { target } = await newRepository(github.current, { access: { kind: 'token', token: other } });
    const problems = texts(await checkTarget(target, (await surroundings()).given));
    expect(problems.join()).toMatch(words);
    expect(problems.join()).not.toContain(token);
  });

  it('tells an archived repository', async () => {
    const { repository, target } = await newRepository(github.current);
    repository.archived = true;
    expect(texts(await checkTarget(target, (await surroundings()).given)).join()).toMatch(
      /archived.*Unarchive/,
    );
  });

  it('warns of rules that may stand in the way', async () => {
    const { repository, target } = await newRepository(github.current);
    repository.rules = [{ type: 'pull_request' }, { type: 'required_signatures' }, { type: 'deletion' }];
    const { given } = await surroundings();
    expect(texts(await checkTarget(target, given))).toEqual([
      expect.stringMatching(/^warning: The branch main takes changes by pull request only/),
      expect.stringMatching(/^warning: The branch main takes signed commits only. Set signed-commits: true/),
    ]);
    expect(await checkTarget({ ...target, signed: true }, given)).toHaveLength(1);
  });

  it('tells a server that is not there', async () => {
    const { target } = await newRepository(github.current);
    const nowhere = { ...target, serverUrl: 'http://127.0.0.1:9', apiUrl: 'http://127.0.0.1:9' };
    const problems = texts(await checkTarget(nowhere, (await surroundings()).given));
    expect(problems).toEqual([
      expect.stringMatching(/^error: git ls-remote failed: .*Could(n't| not) connect/),
    ]);
    expect(texts(await checkExposure(nowhere, (await surroundings()).given))).toEqual([
      expect.stringMatching(/^error: Whether .* is public could not be found out, so it is taken for public/),
    ]);
  });

  it('names all that is wrong with the settings at once, without asking anyone', async () => {
    const { target } = await newRepository(github.current);
    const before = github.current.seen.length;
    expect(await checkTarget({ ...target, repository: 'x', branch: '..', path: '/' })).toHaveLength(3);
    expect(github.current.seen.length).toBe(before);
  });
});

describe('a public repository', () => {
  it('is refused, with the two ways out', async () => {
    const { repository, target } = await newRepository(github.current);
    repository.visibility = 'public';
    const { given } = await surroundings();
    expect(texts(await checkExposure(target, given))).toEqual([
      expect.stringMatching(
        /^error: .* is public: .* private repository, set pseudonymize: true, or set allow-public-identifiers: true/,
      ),
    ]);
  });

  it('is found by what anyone can see, where the API does not answer', async () => {
    const { repository, target } = await newRepository(github.current);
    const elsewhere = { ...target, apiUrl: `${github.current.url}/api/none` };
    const { given } = await surroundings();
    expect(await checkExposure(elsewhere, given)).toEqual([]);
    repository.visibility = 'public';
    expect(texts(await checkExposure(elsewhere, given)).join()).toMatch(/is public: anyone/);
  });

  it('is not one that the enterprise sees, but it is said', async () => {
    const { repository, target } = await newRepository(github.current);
    repository.visibility = 'internal';
    expect(texts(await checkExposure(target, (await surroundings()).given))).toEqual([
      expect.stringMatching(/^warning: Everyone in the enterprise/),
    ]);
  });
});
