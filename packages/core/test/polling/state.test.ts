import { spawn } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dataType } from '../../src/data-types/types.ts';
import { fileStore } from '../../src/polling/file-store.ts';
import { KnownRecords } from '../../src/polling/known-records.ts';
import { planOf } from '../../src/polling/poll-options.ts';
import { migrate, type PollState, readState } from '../../src/polling/poll-state.ts';
import { memoryStore } from '../../src/polling/state-store.ts';
import { mostRemembered, Watch } from '../../src/polling/watch.ts';
import { failureOf } from '../support/client.ts';
import { newFolder } from '../support/folder.ts';
import { at, event, start } from './support.ts';

const good: PollState = {
  version: 1,
  poll: 'events room=r',
  from: null,
  cursor: at(0),
  polledAt: at(0),
  floor: null,
  known: [['a', start, null]],
};
const stateError = (words: string) =>
  expect.objectContaining({
    name: 'StateError',
    message: expect.stringContaining(words),
    hint: expect.stringContaining('start over'),
  });

describe('the state', () => {
  test('is read as it was written', () => {
    expect(readState(JSON.parse(JSON.stringify(good)), good.poll)).toEqual(good);
    expect(readState(undefined, 'x')).toBeUndefined();
    expect(readState(null, 'x')).toBeUndefined();
  });

  test.each([
    [7],
    ['text'],
    [[]],
    [{}],
    [{ ...good, known: [['a']] }],
    [{ ...good, cursor: 5 }],
    [{ ...good, version: 'x' }],
  ])('%j is damaged', (stored) => {
    expect(() => readState(stored, good.poll)).toThrow(stateError('damaged'));
  });

  test('of another poll, or a newer version, is refused', () => {
    expect(() => readState(good, 'events room=other')).toThrow(stateError('another poll'));
    expect(() => readState({ ...good, version: 2 }, good.poll)).toThrow(stateError('version 2'));
  });

  test('nothing stored makes it crash in another way', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (stored) => {
        try {
          readState(stored, good.poll);
        } catch (error) {
          expect(error).toMatchObject({ name: 'StateError' });
        }
      }),
    );
  });

  test('of an older version is brought up step by step', () => {
    const steps = [
      { version: 1, up: (state: object) => ({ ...state, a: 1 }) },
      { version: 2, up: (state: Readonly<Record<string, unknown>>) => ({ b: state.a }) },
    ];
    expect(migrate({ version: 0 }, steps)).toEqual({ version: 2, b: 1 });
    expect(migrate({ version: 1, a: 5 }, steps)).toEqual({ version: 2, b: 5 });
    expect(migrate({ version: 2, b: 7 }, steps)).toEqual({ version: 2, b: 7 });
  });
});

describe('what is remembered', () => {
  const plan = (lookback: number) =>
    planOf(
      { lookback },
      { name: 'events', definition: dataType('events'), baseUrl: new URL('http://127.0.0.1') },
    );

  test('is the lookback, and no more', () => {
    const watch = new Watch(dataType('events'), plan(10_000), { ...good, cursor: null, known: [] });
    watch.beginRound(start + 1_000_000);
    for (let i = 0; i <= 100; i += 1) expect(watch.take(event(`e${i}`, i * 1000))).toBe('new');
    expect(watch.state.known.map(([key]) => key)).toEqual(Array.from({ length: 11 }, (_, i) => `e${90 + i}`));
    expect(watch.start).toBe(at(89_999));
  });

  test('is bounded: the lookback gets shorter instead, and nothing comes twice', () => {
    const watch = new Watch(dataType('events'), plan(3_600_000), { ...good, cursor: null, known: [] });
    watch.beginRound(start + 1_000_000);
    const many = Array.from({ length: mostRemembered + 500 }, (_, i) => event(`e${i}`, Math.floor(i / 3)));
    for (const row of many) watch.take(row);
    const { state } = watch;
    expect(state.known.length).toBeLessThanOrEqual(mostRemembered);
    expect(state.known.length).toBeGreaterThan(mostRemembered - 10);
    const again = new Watch(dataType('events'), plan(3_600_000), state);
    again.beginRound(start + 1_000_000);
    expect(many.filter((row) => again.take(row) !== 'known')).toEqual([]);
    expect(again.take(event('next', 99_999))).toBe('new');
  });

  test('records without a time come once', () => {
    const watch = new Watch(dataType('events'), plan(1000), { ...good, cursor: null, known: [] });
    watch.beginRound(start);
    expect(watch.take({ id: 'x' })).toBe('new');
    expect(watch.take({ id: 'x' })).toBe('known');
  });

  test('forgetting in order of time', () => {
    const known = new KnownRecords([
      ['a', 5, null],
      ['b', 1, null],
      ['c', 3, null],
      ['d', null, null],
    ]);
    known.forgetBefore(3);
    expect(known.toJSON().map(([key]) => key)).toEqual(['a', 'c', 'd']);
  });
});

describe('stores', () => {
  test.each([
    ['memory', () => memoryStore()],
    ['file', (folder: string) => fileStore(join(folder, 'deep', 'state.json'))],
  ])('%s: gives back what was saved, and nothing before', async (_, make) => {
    await using folder = await newFolder();
    const store = make(folder.path);
    expect(await store.load('k')).toBeUndefined();
    await store.save('k', good);
    await store.save('k', { ...good, cursor: at(5) });
    expect(await store.load('k')).toEqual({ ...good, cursor: at(5) });
  });

  test('a file is replaced as a whole, and nothing is left beside it', async () => {
    await using folder = await newFolder();
    const file = join(folder.path, 'state.json');
    await fileStore(file).save('k', good);
    expect(await readdir(folder.path)).toEqual(['state.json']);
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({
      format: 'hyperstudy-poll-state',
      key: 'k',
    });
  });

  test.each([
    ['', 'damaged'],
    ['{"format":', 'damaged'],
    ['null', 'something else'],
    ['{"name":"package"}', 'something else'],
    ['{"format":"hyperstudy-poll-state","key":"other","state":{}}', 'another poll'],
  ])('a file with %j in it is refused, with a way out', async (text, words) => {
    await using folder = await newFolder();
    const file = join(folder.path, 'state.json');
    await writeFile(file, text);
    const error = await failureOf(fileStore(file).load('k'));
    expect(error).toMatchObject({
      name: 'StateError',
      remedy: 'fix-call',
      hint: expect.stringContaining('start over'),
    });
    expect(String(error)).toContain(words);
    expect(String(error)).toContain(file);
  });

  test('a state that can not be read is no first start', async () => {
    await using folder = await newFolder();
    const error = await failureOf(fileStore(folder.path).load('k'));
    expect(error).toMatchObject({ name: 'StateError', hint: expect.stringContaining('Check the path') });
    expect(String(error)).toContain(folder.path);
  });

  test('a place that can not be written to is named', async () => {
    await using folder = await newFolder();
    await writeFile(join(folder.path, 'file'), '');
    const error = await failureOf(fileStore(join(folder.path, 'file', 'state.json')).save('k', good));
    expect(error).toMatchObject({ name: 'StateError' });
  });

  test('a process that is killed while it saves leaves the old state or the new one', async () => {
    await using folder = await newFolder();
    const file = join(folder.path, 'state.json');
    const script = `
      import { fileStore } from ${JSON.stringify(new URL('../../src/polling/file-store.ts', import.meta.url).href)};
      const store = fileStore(${JSON.stringify(file)});
      for (let i = 0; ; i += 1) {
        await store.save('k', { i, filler: 'x'.repeat(200_000), end: i });
        if (i === 0) process.stdout.write('going');
      }`;
    for (let kill = 0; kill < 5; kill += 1) {
      // What Node 22.12 needs for TypeScript; later ones do it by themselves.
      const child = spawn(process.execPath, [
        '--experimental-strip-types',
        '--input-type=module',
        '-e',
        script,
      ]);
      await new Promise((resolve) => child.stdout.once('data', resolve));
      await new Promise((resolve) => setTimeout(resolve, 10 + kill * 7));
      child.kill('SIGKILL');
      await new Promise((resolve) => child.once('close', resolve));
      const state = await fileStore(file).load('k');
      expect(state).toMatchObject({ filler: 'x'.repeat(200_000) });
    }
  });
});
