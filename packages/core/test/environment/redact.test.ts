import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRedact, redactDeep } from '../../src/environment/redact.ts';

test('a key never survives, wherever it stands and however it is written', () => {
  fc.assert(
    fc.property(
      fc
        .string({ unit: 'grapheme-ascii', minLength: 6 })
        .filter((key) => !/\s/.test(key) && !'[key]'.includes(key)),
      fc.string(),
      fc.string(),
      (key, before, after) => {
        const redact = createRedact([key]);
        for (const form of [key, key.toUpperCase(), key.toLowerCase()]) {
          expect(redact(`${before} ${form} ${after}`).toLowerCase()).not.toContain(` ${key.toLowerCase()} `);
        }
      },
    ),
  );
});

test('any JSON can be redacted, and keeps its shape', () => {
  const redact = createRedact(['hst_test_key']);
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 3 }), (value) => {
      const text = JSON.stringify(value);
      fc.pre(!text.includes('?') && !text.includes('='));
      expect(JSON.stringify(redactDeep(value, redact))).toBe(text);
    }),
  );
});

test('other parts of a URL are kept: they say what failed', () => {
  const redact = createRedact([]);
  expect(redact('GET https://h.example/a/b?X-Goog-Signature=1 failed')).toBe(
    'GET https://h.example/a/b?[removed] failed',
  );
});
