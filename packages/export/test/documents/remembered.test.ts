import { readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type KnownFiles, writeDerived } from '../../src/documents/derived-file.ts';
import { type DocumentSet, remembered } from '../../src/documents/remembered.ts';
import { useFolders } from '../support.ts';

const newFolder = useFolders();

async function setIn(out: string) {
  let made = 0;
  const run = (texts: Readonly<Record<string, string>>, set: Partial<DocumentSet> = {}) =>
    remembered({ out, name: 'set', inputs: texts, complete: true, ...set }, async (known: KnownFiles) => {
      made += 1;
      return Promise.all(Object.entries(texts).map(([path, text]) => writeDerived(out, path, text, known)));
    });
  return { run, made: () => made };
}

describe('a remembered set of documents', () => {
  it('is made once as long as nothing changes that it depends on', async () => {
    const { run, made } = await setIn(await newFolder());
    const first = await run({ 'a/b.txt': 'one' });
    expect(await run({ 'a/b.txt': 'one' })).toEqual(first);
    expect(made()).toBe(1);
    await run({ 'a/b.txt': 'two' });
    expect(made()).toBe(2);
  });

  it.each([
    ['is gone', (path: string) => rm(path)],
    ['has another size', (path: string) => writeFile(path, 'longer')],
  ])('is made again when a file %s', async (_, change) => {
    const out = await newFolder();
    const { run, made } = await setIn(out);
    const texts = { 'a.txt': 'one', 'b.txt': 'two' };
    await run(texts);
    await change(join(out, 'a.txt'));
    await run(texts);
    expect(made()).toBe(2);
    expect(await readFile(join(out, 'a.txt'), 'utf8')).toBe('one');
  });

  it('leaves files untouched that come out the same', async () => {
    const out = await newFolder();
    const { run } = await setIn(out);
    await run({ 'a.txt': 'same', 'b.txt': 'old' });
    await utimes(join(out, 'a.txt'), 1, 1);
    await run({ 'a.txt': 'same', 'b.txt': 'new' });
    expect((await stat(join(out, 'a.txt'))).mtimeMs).toBe(1000);
    expect(await readFile(join(out, 'b.txt'), 'utf8')).toBe('new');
    expect((await readdir(out)).sort()).toEqual(['.hyperstudy', 'a.txt', 'b.txt']);
  });

  it('removes what is no longer made, with empty folders, once all tables are there', async () => {
    const out = await newFolder();
    const { run } = await setIn(out);
    await run({ 'a.txt': '1', 'deep/er/b.txt': '2' });
    const cut = await run({ 'a.txt': '1' }, { complete: false });
    expect(cut.map(({ path }) => path)).toEqual(['a.txt', 'deep/er/b.txt']);
    expect(await readFile(join(out, 'deep/er/b.txt'), 'utf8')).toBe('2');
    const whole = await run({ 'a.txt': '1' });
    expect(whole.map(({ path }) => path)).toEqual(['a.txt']);
    expect((await readdir(out)).sort()).toEqual(['.hyperstudy', 'a.txt']);
  });

  it('takes a damaged memory for none, and never leaves the folder', async () => {
    const out = await newFolder();
    const { run, made } = await setIn(join(out, 'study'));
    await run({ 'a.txt': '1' });
    const place = join(out, 'study', '.hyperstudy', 'set.json');
    await writeFile(place, '{"format":');
    await run({ 'a.txt': '1' });
    expect(made()).toBe(2);
    await writeFile(join(out, 'mine.txt'), 'mine');
    const file = { path: '../mine.txt', bytes: 4, sha256: '' };
    await writeFile(place, JSON.stringify({ format: 'hyperstudy-documents/1', inputs: '', files: [file] }));
    await run({ 'a.txt': '2' });
    expect(await readFile(join(out, 'mine.txt'), 'utf8')).toBe('mine');
  });
});
