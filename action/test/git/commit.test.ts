import { readdir } from 'node:fs/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { openTarget } from '../../src/git/data-repository.ts';
import { newRepository, removeFolders, run, surroundings, useGitHub, writeExport } from './support.ts';

const github = useGitHub();
afterAll(removeFolders);

const study = { tables: { 'events.csv': 'id\n1\n', 'rooms.csv': 'id\nr\n' } };
const ours = ['.hyperstudy/files.json', '.hyperstudy/state.json', 'events.csv', 'manifest.json', 'rooms.csv'];

describe('a commit', () => {
  it('to an empty repository', async () => {
    const { repository, target } = await newRepository(github.current);
    const result = await run(target, study);
    expect(result).toMatchObject({ committed: true, signed: false, tries: 1, removed: [] });
    expect(result.committed && result.sha).toBe(await repository.bare.head());
    expect(await repository.bare.paths()).toEqual(ours.map((path) => `data/study/${path}`));
    expect((await repository.bare.bytes('data/study/events.csv')).toString()).toBe('id\n1\n');
  });

  it('to a branch that is made, from the default one', async () => {
    const { repository, target } = await newRepository(github.current, { branch: 'exports/nightly' });
    const start = await repository.bare.commit([['README.md', 'hello']]);
    await run(target, study);
    expect(await repository.bare.text('rev-parse', 'exports/nightly^')).toBe(start);
    expect(await repository.bare.head()).toBe(start);
    expect(await repository.bare.paths('exports/nightly')).toContain('README.md');
  });

  it('into the repository itself', async () => {
    const { repository, target } = await newRepository(github.current, { path: '.' });
    await repository.bare.commit([['.github/workflows/a.yml', 'on: push']]);
    await run(target, study);
    expect(await repository.bare.paths()).toEqual(['.github/workflows/a.yml', ...ours].sort());
  });

  it('is not made when nothing changed', async () => {
    const { repository, target } = await newRepository(github.current);
    await run(target, study);
    const head = await repository.bare.head();
    const again = await run(target, study);
    expect(again).toMatchObject({ committed: false, written: [], removed: [] });
    expect(await repository.bare.head()).toBe(head);
  });

  it('holds just what changed', async () => {
    const { repository, target } = await newRepository(github.current);
    await run(target, study);
    const result = await run(target, { tables: { ...study.tables, 'events.csv': 'id\n1\n2\n' }, state: '2' });
    expect(result).toMatchObject({ committed: true, written: ['.hyperstudy/state.json', 'events.csv'] });
    expect(await repository.bare.diff('main')).toEqual([
      'M data/study/.hyperstudy/state.json',
      'M data/study/events.csv',
    ]);
  });

  it('starts from what earlier runs left, and from nothing else', async () => {
    const { repository, target } = await newRepository(github.current);
    await run(target, study);
    await repository.bare.commit([
      ['data/study/notes.md', 'mine'],
      ['large.bin', Buffer.alloc(100_000, 7)],
    ]);
    const { given } = await surroundings();
    const data = await openTarget(target, given);
    expect((await readdir(data.folder, { recursive: true })).sort()).toEqual(
      ['.hyperstudy', '.hyperstudy/state.json', 'events.csv', 'manifest.json', 'rooms.csv'].sort(),
    );
    await data.close();
  });

  it('removes tables that a complete run no longer has, and keeps them after a failure', async () => {
    const { repository, target } = await newRepository(github.current);
    await run(target, study);
    const less = { tables: { 'events.csv': 'id\n1\n' } };
    await run(target, { ...less, complete: false });
    expect(await repository.bare.paths()).toContain('data/study/rooms.csv');
    const result = await run(target, less);
    expect(result).toMatchObject({ committed: true, removed: ['rooms.csv'] });
    expect(await repository.bare.paths()).not.toContain('data/study/rooms.csv');
  });

  it('leaves alone what others have, whatever its name', async () => {
    const { repository, target } = await newRepository(github.current);
    const odd = [
      'a b.txt',
      'ünï-日本.txt',
      'line\nfeed.txt',
      'quo"te\'s.txt',
      '*.csv',
      '-rf',
      'tab\there',
      ' x ',
    ];
    await repository.bare.commit([
      ...odd.map((name) => [`data/study/${name}`, `in ${name}`] as const),
      ...odd.map((name) => [name, name] as const),
      ['run.sh', 'true', '100755'],
      ['link', 'run.sh', '120000'],
      ['data/study/chat.csv', 'not ours'],
    ]);
    const before = await repository.bare.text('ls-tree', '-r', '-z', 'main');
    await run(target, study);
    await run(target, { tables: { 'events.csv': 'id\n9\n' } });
    const after = (await repository.bare.text('ls-tree', '-r', '-z', 'main')).split('\0');
    for (const line of before.split('\0')) expect(after).toContain(line);
    expect(after.length).toBe(before.split('\0').length + ours.length - 1);
  });

  it('refuses to write over a file of others', async () => {
    const { repository, target } = await newRepository(github.current);
    const head = await repository.bare.commit([['data/study/events.csv', 'not ours']]);
    await expect(run(target, study)).rejects.toThrow(/in the way in data\/study: events.csv/);
    expect(await repository.bare.head()).toBe(head);
  });

  it('keeps bytes as they are, whatever .gitattributes and .gitignore say', async () => {
    const { repository, target } = await newRepository(github.current);
    const attributes = '* text=auto eol=crlf\n*.csv ident working-tree-encoding=UTF-16\n';
    await repository.bare.commit([
      ['.gitattributes', attributes],
      ['.gitignore', '*.csv\n.hyperstudy\n'],
    ]);
    const tables = {
      'events.csv': 'id\n1\n',
      'crlf.csv': 'id\r\n$Id$\r\n',
      'binary.csv': Buffer.from([0, 255, 13, 10]),
    };
    await run(target, { tables });
    for (const [path, bytes] of Object.entries(tables)) {
      expect((await repository.bare.bytes(`data/study/${path}`)).equals(Buffer.from(bytes))).toBe(true);
    }
    const again = await openTarget(target, (await surroundings()).given);
    const { readFile } = await import('node:fs/promises');
    for (const [path, bytes] of Object.entries(tables)) {
      expect((await readFile(`${again.folder}/${path}`)).equals(Buffer.from(bytes)), path).toBe(true);
    }
    await writeExport(again.folder, { tables });
    expect(await again.commit({ message: 'x' })).toMatchObject({ committed: false });
    await again.close();
  });

  it('keeps a table executable that someone made so', async () => {
    const { repository, target } = await newRepository(github.current);
    await run(target, study);
    await repository.bare.commit([['data/study/events.csv', 'id\n1\n', '100755']]);
    expect(await run(target, study)).toMatchObject({ committed: false });
    await run(target, { tables: { ...study.tables, 'events.csv': 'id\n2\n' } });
    expect(await repository.bare.text('ls-tree', 'main', 'data/study/events.csv')).toMatch(/^100755/);
  });

  it('leaves recordings out, and recordings that others put there alone', async () => {
    const { repository, target } = await newRepository(github.current);
    await repository.bare.commit([['data/study/recordings/a.mp4', 'by hand']]);
    const result = await run(target, {
      ...study,
      others: { 'recordings/a.mp4': 'x', 'recordings/b.mp4': 'x' },
    });
    expect(result).toMatchObject({ committed: true, recordingsLeftOut: 2 });
    expect((await repository.bare.paths()).filter((path) => path.includes('recordings/'))).toEqual([
      'data/study/recordings/a.mp4',
    ]);
    expect((await repository.bare.bytes('data/study/recordings/a.mp4')).toString()).toBe('by hand');
  });

  it('keeps other files of the export, such as a report, and removes them with it', async () => {
    const { repository, target } = await newRepository(github.current);
    await run(target, { ...study, others: { 'report.html': '<p>', 'bids/a.json': '{}' } });
    await run(target, { ...study, others: { 'report.html': '<b>' } });
    expect((await repository.bare.bytes('data/study/report.html')).toString()).toBe('<b>');
    const data = await openTarget(target, (await surroundings()).given);
    const { rm } = await import('node:fs/promises');
    await rm(`${data.folder}/report.html`);
    expect(await data.commit({ message: 'x' })).toMatchObject({ committed: true, removed: ['report.html'] });
    await data.close();
    expect(await repository.bare.paths()).toContain('data/study/bids/a.json');
  });
});
