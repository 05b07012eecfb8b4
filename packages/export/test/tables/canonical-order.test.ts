import fc from 'fast-check';
import { expect, it } from 'vitest';
import { CanonicalOrder } from '../../src/tables/canonical-order.ts';

interface Row extends Record<string, unknown> {
  readonly at: string;
  readonly id: string;
}

const rows = fc.uniqueArray(
  fc.record({
    at: fc.integer({ min: 0, max: 5 }).map((second) => `2026-03-11T15:04:0${second}Z`),
    id: fc.string(),
  }),
  { selector: ({ id }) => id },
);

function ordered(given: readonly Row[], pageSize: number): readonly unknown[] {
  const order = new CanonicalOrder('at', ({ id }) => String(id));
  const ready: unknown[] = [];
  for (let i = 0; i < given.length; i += pageSize) ready.push(...order.push(given.slice(i, i + pageSize)));
  return [...ready, ...order.end()];
}

it('the order of ties at the server, and where pages end, change nothing', () => {
  const property = fc.property(
    rows,
    fc.integer({ min: 1, max: 4 }),
    fc.integer({ min: 1, max: 4 }),
    (given, one, two) => {
      const byTime = (a: Row, b: Row) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0);
      const first = [...given].sort(byTime);
      const second = [...given].reverse().sort(byTime);
      expect(ordered(first, one)).toEqual(ordered(second, two));
    },
  );
  fc.assert(property);
});

it('keeps every record once, in order of time', () => {
  const property = fc.property(rows, (given) => {
    const sorted = [...given].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
    const result = ordered(sorted, 3) as Row[];
    expect(result.map(({ at }) => at)).toEqual(sorted.map(({ at }) => at));
    expect(new Set(result)).toEqual(new Set(sorted));
  });
  fc.assert(property);
});

it('times of mixed precision are one time', () => {
  const [first, second] = [
    { at: '2026-03-11T15:04:20Z', id: 'b' },
    { at: '2026-03-11T15:04:20.000Z', id: 'a' },
  ];
  expect(ordered([first, second], 1)).toEqual([second, first]);
});
