import { describe, expect, test } from 'vitest';
import { contentHash, KnownRecords, shortKey } from '../../src/polling/known-records.ts';

describe('known records', () => {
  const known = new KnownRecords([
    ['watched', 1, 'hash a'],
    ['not watched', 1, null],
  ]);

  test('a key that was not there is new, whatever is watched', () => {
    expect(known.noveltyOf('other', null)).toBe('new');
    expect(known.noveltyOf('other', 'hash a')).toBe('new');
  });

  test('another content is a change, where both contents are known', () => {
    expect(known.noveltyOf('watched', 'hash a')).toBe('known');
    expect(known.noveltyOf('watched', 'hash b')).toBe('changed');
    expect(known.noveltyOf('watched', null)).toBe('known');
    expect(known.noveltyOf('not watched', 'hash b')).toBe('known');
  });

  test('the latest ones are kept, in whatever order they came, and from when on is said', () => {
    const times = [5, 1, 4, 2, 3];
    const many = new KnownRecords(times.map((time) => [`at ${time}`, time, null]));
    expect(many.keepLatest(5)).toBeUndefined();
    expect(many.size).toBe(5);
    expect(many.keepLatest(2)).toBe(4);
    expect(many.toJSON().map(([key]) => key)).toEqual(['at 5', 'at 4']);
  });
});

test('long keys are kept short, and stay apart', () => {
  const short = 'k'.repeat(31);
  expect(shortKey(short)).toBe(short);
  const long = [`${short}1`, `${short}2`, `${short}11`].map(shortKey);
  expect(long.every((key) => key.length === 22)).toBe(true);
  expect(new Set(long).size).toBe(3);
});

describe('the content of a record', () => {
  const same = (a: unknown, b: unknown) => contentHash({ value: a }) === contentHash({ value: b });

  test('is not changed by the signature of a URL', () => {
    expect(same('https://s.test/a.mp4?sig=1', 'https://s.test/a.mp4?sig=2')).toBe(true);
    expect(same('http://s.test/a.mp4?sig=1', 'HTTP://s.test/a.mp4?sig=2')).toBe(false);
    expect(same('http://s.test/a.mp4?sig=1', 'http://s.test/a.mp4?x\ny')).toBe(true);
    expect(same('https://s.test/a.mp4?sig=1', 'https://s.test/b.mp4?sig=1')).toBe(false);
  });

  test('is changed by any other text, number or field', () => {
    expect(same('who?', 'who? me')).toBe(false);
    expect(same('see https://s.test/?a', 'see https://s.test/?b')).toBe(false);
    expect(same(1, 2)).toBe(false);
    expect(contentHash({ a: 1 })).not.toBe(contentHash({ a: 1, b: null }));
    expect(contentHash({ a: 1 })).toHaveLength(22);
  });
});
