import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SeenKeys } from '../../src/paging/seen-keys.ts';

/** What servers say to expect: nothing, too little, about right, and nonsense. */
const expected = fc.constantFrom(undefined, 0, 1, 5000, 12_000, 2 ** 31, Number.MAX_SAFE_INTEGER);

test('behaves as a set', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 3 }), { maxLength: 200 }), (keys) => {
      const seen = new SeenKeys();
      const set = new Set<string>();
      for (const key of keys) {
        expect(seen.has(key)).toBe(set.has(key));
        expect(seen.add(key)).toBe(!set.has(key));
        set.add(key);
        expect(seen.size).toBe(set.size);
      }
    }),
  );
});

test('stays one while it grows, whatever it was told to expect', () => {
  fc.assert(
    fc.property(expected, fc.integer({ min: 3000, max: 20_000 }), fc.nat(), (told, count, seed) => {
      const seen = new SeenKeys();
      const set = new Set<string>();
      for (let i = 0; i < count; i += 1) {
        if (told !== undefined && i % 1000 === 0) seen.expect(told + i);
        // About a third of them come more than once, near and far.
        const key = `k${Math.imul(i ^ seed, 0x9e3779b1) % count}`;
        if (seen.add(key) === set.has(key)) expect.fail(`${key} of ${count}`);
        set.add(key);
      }
      expect(seen.size).toBe(set.size);
      for (const key of set) if (!seen.has(key)) expect.fail(`${key} is gone`);
      for (let i = 0; i < 1000; i += 1) if (seen.has(`other${i}`)) expect.fail(`other${i} was never there`);
    }),
    { numRuns: 40 },
  );
});

test.each([
  ['not known', undefined, 15],
  ['known', 300_000, 11],
])('takes few bytes per key where their number is %s', (_, told, most) => {
  const seen = new SeenKeys();
  const before = process.memoryUsage().arrayBuffers;
  for (let i = 0; i < 300_000; i += 1) {
    if (told !== undefined && i % 1000 === 0) seen.expect(told);
    seen.add(`evt_${i}`);
  }
  expect((process.memoryUsage().arrayBuffers - before) / 300_000).toBeLessThan(most);
  expect(seen.size).toBe(300_000);
});

test.each([
  ['numbered', (i: number) => `evt_${i}`],
  ['padded', (i: number) => String(i).padStart(8, '0')],
  ['long and alike', (i: number) => `room_film26_0007_participant_u_ada91_rating_continuous_${i}_sample`],
  ['unequal in front only', (i: number) => `${i}_room_film26_0007`],
])('half a million %s keys: no two are taken for one', (_, keyOf) => {
  const seen = new SeenKeys();
  for (let i = 0; i < 500_000; i += 1) seen.add(keyOf(i));
  expect(seen.size).toBe(500_000);
  expect(seen.has(keyOf(77))).toBe(true);
  expect(seen.has('other')).toBe(false);
});
