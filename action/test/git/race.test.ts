import { afterAll, describe, expect, it } from 'vitest';
import { CommitConflictError } from '../../src/git/errors/commit-conflict-error.ts';
import { newRepository, removeFolders, run, surroundings, useGitHub } from './support.ts';

const github = useGitHub();
afterAll(removeFolders);

const study = { tables: { 'events.csv': 'id\n1\n' } };
const grown = { tables: { 'events.csv': 'id\n1\n2\n' }, state: '2' };

/** History that a clone one commit deep can't have a merge base in. */
async function repositoryWithHistory(more = {}) {
  const made = await newRepository(github.current, more);
  for (let i = 0; i < 5; i += 1) await made.repository.bare.commit([[`file${i}.txt`, `${i}`]]);
  return made;
}

describe('another writer', () => {
  it('between clone and commit: both survive', async () => {
    const { repository, target } = await repositoryWithHistory();
    await run(target, study);
    const meanwhile = () =>
      repository.bare.commit([
        ['other.txt', 'other'],
        ['file0.txt', 'changed'],
      ]);
    const result = await run(target, grown, { meanwhile });
    expect(result).toMatchObject({ committed: true, tries: 1, notes: [] });
    expect((await repository.bare.bytes('other.txt')).toString()).toBe('other');
    expect((await repository.bare.bytes('file0.txt')).toString()).toBe('changed');
    expect((await repository.bare.bytes('data/study/events.csv')).toString()).toBe('id\n1\n2\n');
    expect(await repository.bare.text('rev-list', '--count', 'main')).toBe('8');
  });

  it('between fetch and push: both survive, in a history without merges', async () => {
    const { repository, target } = await repositoryWithHistory();
    await run(target, study);
    github.current.disturb({
      service: 'git-receive-pack',
      before: () => repository.bare.commit([['other.txt', 'other']]),
    });
    const { given, lines } = await surroundings();
    const result = await run(target, grown, { given });
    expect(result).toMatchObject({ committed: true, tries: 2 });
    expect(lines.join()).toMatch(/try 1 of 8/);
    expect((await repository.bare.bytes('other.txt')).toString()).toBe('other');
    expect(await repository.bare.text('rev-list', '--merges', '--count', 'main')).toBe('0');
    expect(await repository.bare.diff('main')).toEqual([
      'M data/study/.hyperstudy/state.json',
      'M data/study/events.csv',
    ]);
  });

  it('between fetch and the look at the refs: both survive', async () => {
    const { repository, target } = await repositoryWithHistory();
    const before = () => repository.bare.commit([['other.txt', 'other']]);
    github.current.disturb({ service: 'git-receive-pack', discovery: true, before });
    const { given, lines } = await surroundings();
    expect(await run(target, study, { given })).toMatchObject({ committed: true, tries: 2 });
    expect(lines.join()).toMatch(/\[rejected\] \((fetch first|non-fast-forward)\)/);
    expect(await repository.bare.paths()).toContain('other.txt');
  });

  it('who is faster six times in a row', async () => {
    const { repository, target } = await repositoryWithHistory();
    for (let i = 0; i < 6; i += 1) {
      const before = () => repository.bare.commit([[`other${i}.txt`, 'other']]);
      github.current.disturb({ service: 'git-receive-pack', before });
    }
    expect(await run(target, study)).toMatchObject({ committed: true, tries: 7 });
    expect(await repository.bare.paths()).toContain('other5.txt');
  });

  it('who is always faster, in the end: says so', async () => {
    const { repository, target } = await repositoryWithHistory();
    for (let i = 0; i < 8; i += 1) {
      const before = () => repository.bare.commit([[`other${i}.txt`, 'other']]);
      github.current.disturb({ service: 'git-receive-pack', before });
    }
    await expect(run(target, study)).rejects.toThrow(/took no commit in 8 tries/);
  });

  it('who makes the branch at the same time', async () => {
    const { repository, target } = await repositoryWithHistory({ branch: 'data' });
    const meanwhile = () => repository.bare.commit([['other.txt', 'other']], { branch: 'data', on: 'main' });
    expect(await run(target, study, { meanwhile })).toMatchObject({ committed: true });
    expect(await repository.bare.paths('data')).toEqual(
      expect.arrayContaining(['other.txt', 'data/study/events.csv']),
    );
  });

  it('on the server itself, while it updates the ref', async () => {
    const { repository, target } = await repositoryWithHistory();
    const once = 'test -e "$GIT_DIR/once" && exit 0; touch "$GIT_DIR/once"';
    // The first push finds its ref locked, as by another push that is being written at this moment.
    await repository.bare.hook('pre-receive', `${once}; touch "$GIT_DIR/refs/heads/main.lock"`);
    github.current.disturb({ service: 'git-receive-pack' });
    github.current.disturb({
      service: 'git-receive-pack',
      before: () => repository.bare.text('rev-parse', 'HEAD').then(() => unlock(repository.bare.folder)),
    });
    const { given, lines } = await surroundings();
    expect(await run(target, study, { given })).toMatchObject({ committed: true, tries: 2 });
    expect(lines.join()).toMatch(/\[remote rejected\].*(failed to update ref|cannot lock ref)/);
  });
});

async function unlock(folder: string): Promise<void> {
  const { rm } = await import('node:fs/promises');
  await rm(`${folder}/refs/heads/main.lock`);
}

describe('another export into the same folder', () => {
  it('that changed state and tables: the run has to be repeated, and then goes on from them', async () => {
    const { repository, target } = await repositoryWithHistory();
    await run(target, study);
    const failing = run(target, grown, {
      meanwhile: () => run(target, { tables: { 'events.csv': 'id\n1\n3\n' }, state: '3' }),
    });
    await expect(failing).rejects.toBeInstanceOf(CommitConflictError);
    await expect(failing).rejects.toThrow(
      /Another export changed data\/study while this one ran.*state\.json/,
    );
    expect((await repository.bare.bytes('data/study/events.csv')).toString()).toBe('id\n1\n3\n');
    const again = { tables: { 'events.csv': 'id\n1\n2\n3\n' }, state: '4' };
    expect(await run(target, again)).toMatchObject({ committed: true });
  });

  it('that came to the same: nothing to commit', async () => {
    const { target } = await repositoryWithHistory();
    await run(target, study);
    const meanwhile = () => run(target, grown);
    expect(await run(target, grown, { meanwhile })).toMatchObject({ committed: false });
  });

  it('that was the first one there', async () => {
    const { target } = await repositoryWithHistory();
    const meanwhile = () => run(target, { ...study, state: 'theirs' });
    await expect(run(target, study, { meanwhile })).rejects.toBeInstanceOf(CommitConflictError);
  });

  it('a table edited by hand: the newer one replaces it, and it is said', async () => {
    const { repository, target } = await repositoryWithHistory();
    await run(target, study);
    const meanwhile = () => repository.bare.commit([['data/study/events.csv', 'edited']]);
    const result = await run(target, grown, { meanwhile });
    expect(result).toMatchObject({
      committed: true,
      notes: [expect.stringContaining('changed events.csv meanwhile')],
    });
    expect((await repository.bare.bytes('data/study/events.csv')).toString()).toBe('id\n1\n2\n');
  });

  it('the branch was deleted meanwhile: the run has to be repeated', async () => {
    const { repository, target } = await repositoryWithHistory({ branch: 'data' });
    await run(target, study);
    const meanwhile = () => repository.bare.text('update-ref', '-d', 'refs/heads/data');
    await expect(run(target, grown, { meanwhile })).rejects.toBeInstanceOf(CommitConflictError);
  });

  it('into a folder beside it: both are committed', async () => {
    const { repository, target } = await repositoryWithHistory();
    const meanwhile = () => run({ ...target, path: 'data/other' }, study);
    expect(await run(target, study, { meanwhile })).toMatchObject({ committed: true });
    expect(await repository.bare.paths()).toEqual(
      expect.arrayContaining(['data/study/events.csv', 'data/other/events.csv']),
    );
  });
});

describe('a push that breaks', () => {
  it('before it arrives is made again', async () => {
    const { target } = await repositoryWithHistory();
    github.current.disturb({ service: 'git-receive-pack', status: 502 });
    expect(await run(target, study)).toMatchObject({ committed: true, tries: 2 });
  });

  it('after it arrived is found on the branch', async () => {
    const { repository, target } = await repositoryWithHistory();
    github.current.disturb({ service: 'git-receive-pack', loseAnswer: true });
    const result = await run(target, study);
    expect(result).toMatchObject({ committed: true, tries: 1 });
    expect(result.committed && result.sha).toBe(await repository.bare.head());
    expect(await repository.bare.text('rev-list', '--count', 'main')).toBe('6');
  });

  it('a clone that breaks is made again', async () => {
    const { target } = await repositoryWithHistory();
    github.current.disturb({ service: 'git-upload-pack', status: 500 });
    expect(await run(target, study)).toMatchObject({ committed: true });
  });

  it('ours with others on top right after it counts', async () => {
    const { repository, target } = await repositoryWithHistory();
    await repository.bare.hook('pre-receive', 'exit 0');
    const hook = [
      'test -e "$GIT_DIR/once" && exit 0; touch "$GIT_DIR/once"',
      'export GIT_AUTHOR_NAME=x GIT_AUTHOR_EMAIL=x GIT_COMMITTER_NAME=x GIT_COMMITTER_EMAIL=x',
      'git update-ref refs/heads/main $(git commit-tree main^{tree} -p main -m top)',
    ];
    await repository.bare.hook('post-receive', hook.join('\n'));
    const result = await run(target, study);
    expect(result).toMatchObject({ committed: true, tries: 1 });
    expect(result.committed && result.sha).toBe(await repository.bare.text('rev-parse', 'main^'));
  });
});
