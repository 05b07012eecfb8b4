import { expect, test } from 'vitest';
import type { RawPage } from '../../src/paging/page.ts';
import {
  emptyReport,
  notePage,
  noteProblem,
  type ReadReport,
  sumOfReports,
} from '../../src/paging/reading.ts';

const page = (facts: Partial<RawPage>): RawPage => ({ rows: [], pagination: {}, warnings: [], ...facts });

const report = (facts: Partial<ReadReport>): ReadReport => ({ ...emptyReport(), complete: true, ...facts });

test('nothing is complete before it was read', () => {
  expect(emptyReport()).toMatchObject({ complete: false, problems: [], warnings: [], pages: 0 });
});

test('a page is noted with its total, first and last, and each warning once', () => {
  const noted = emptyReport();
  notePage(noted, page({ pagination: { total: 5 }, warnings: ['slow', 'old'] }));
  notePage(noted, page({ warnings: ['old', 'new'] }));
  notePage(noted, page({ pagination: { total: 7 } }));
  expect(noted).toMatchObject({
    pages: 3,
    totalBefore: 5,
    totalAfter: 7,
    warnings: ['slow', 'old', 'new'],
    problems: [],
  });
});

test('a page with a problem makes the reading incomplete', () => {
  const noted = report({});
  notePage(noted, page({ problem: 'cut off' }));
  notePage(noted, page({ problem: 'cut off' }));
  expect(noted).toMatchObject({ complete: false, problems: ['cut off'] });
});

test('a hundred warnings and problems are kept of however many a server sends', () => {
  const noted = report({});
  const many = Array.from({ length: 300 }, (_, i) => `w${i}`);
  notePage(noted, page({ warnings: many }));
  for (const problem of many) noteProblem(noted, problem);
  expect(noted.warnings).toEqual(many.slice(0, 100));
  expect(noted.problems).toEqual(many.slice(0, 100));
});

test('several readings make one report', () => {
  const counts = (from: number) => ({
    pages: from,
    totalBefore: from + 1,
    totalAfter: from + 2,
    read: from + 3,
    delivered: from + 4,
    duplicates: from + 5,
    conflicts: from + 6,
    filtered: from + 7,
    shifts: from + 8,
  });
  const drift = { ...emptyReport().drift, records: 2 };
  const one = report({ ...counts(10), problems: ['a', 'b'], warnings: ['w'], complete: false, drift });
  const two = report({ ...counts(100), problems: ['b'], warnings: ['w', 'v'], drift });
  const sum = sumOfReports([one, two]);
  const sums = Object.fromEntries(Object.entries(counts(10)).map(([name, n]) => [name, n + n + 90]));
  expect(sum).toMatchObject({ ...sums, problems: ['a', 'b'], warnings: ['w', 'v'], complete: false });
  expect(sum.drift.records).toBe(4);
  expect(sumOfReports([two, two]).complete).toBe(true);
});

test('a total that one of them does not know is not known', () => {
  const sum = sumOfReports([report({ totalBefore: 3, totalAfter: 3 }), report({ totalAfter: 4 })]);
  expect(sum).toMatchObject({ totalBefore: undefined, totalAfter: 7 });
});
