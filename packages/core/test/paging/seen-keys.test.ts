import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SeenKeys } from '../../src/paging/seen-keys.ts';

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
