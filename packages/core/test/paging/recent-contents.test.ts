import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PageSource, Row } from '../../src/paging/page.ts';
import { readPages } from '../../src/paging/read-pages.ts';
import { emptyReport } from '../../src/paging/reading.ts';
import { keysThatRepeat, RowFilter } from '../../src/paging/row-filter.ts';
import { rowKey } from '../../src/paging/row-key.ts';
import { wholeList } from '../../src/paging/whole-list.ts';

const keyOf = rowKey(['id']);
type Kind = 'light' | 'heavy' | 'none';

/** Answers that are handed out, and what became of them. */
class Answers {
  open = 0;
  read = 0;

  page(rows: readonly Row[], kind: Kind): { rows: Row[]; source?: PageSource } {
    const text = JSON.stringify(rows);
    const parse = (): Row[] => JSON.parse(text);
    if (kind === 'none') return { rows: parse() };
    let released = false;
    this.open += 1;
    const source: PageSource = {
      bytes: kind === 'light' ? 1 : 10_000_000,
      rows: () => {
        if (released) throw new Error('This answer was given back.');
        this.read += 1;
        return parse();
      },
      release: () => {
        if (!released) this.open -= 1;
        released = true;
      },
    };
    return { rows: parse(), source };
  }
}

/** What sift should say, by comparing texts. */
class Model {
  readonly first = new Map<string, string>();
  readonly conflicts = new Set<string>();

  sift(rows: readonly Row[], fences: number): { fresh: string[]; again: string[]; twice: number } {
    const here = keysThatRepeat(rows, keyOf);
    const found = { fresh: [] as string[], again: [] as string[], twice: 0 };
    for (const [i, row] of rows.entries()) {
      const [key, text] = [keyOf(row), JSON.stringify(row)];
      const first = this.first.get(key);
      if (i >= fences && first === undefined) {
        this.first.set(key, text);
        found.fresh.push(key);
        continue;
      }
      if (first !== undefined && first !== text) this.conflicts.add(key);
      if (i < fences) continue;
      if (first === text && !here.has(key)) found.again.push(key);
      else found.twice += 1;
    }
    return found;
  }
}

const row: fc.Arbitrary<Row> = fc.record({
  id: fc.integer({ min: 0, max: 30 }).map((id) => `r${id}`),
  v: fc.constantFrom(1, 1, 1, 1, 2),
  w: fc.constantFrom(null, { x: [true] }),
});

const page = fc.record({
  rows: fc.array(row, { maxLength: 8 }),
  kind: fc.constantFrom<Kind>('light', 'light', 'heavy', 'none'),
  /** Whether it begins with the row that the page before ended with. */
  fence: fc.boolean(),
  /** That row changed meanwhile. */
  changed: fc.boolean(),
});

describe('rows that come again', () => {
  test('are compared with what was sent, whatever was done to it since and however it is remembered', () => {
    fc.assert(
      fc.property(fc.array(page, { maxLength: 12 }), (pages) => {
        const report = emptyReport();
        const filter = new RowFilter(keyOf, report, true);
        const [model, answers] = [new Model(), new Answers()];
        let last: Row | undefined;
        for (const { rows, kind, fence, changed } of pages) {
          const fences = fence && last !== undefined ? [changed ? { ...last, v: 3 } : last] : [];
          const all = [...fences, ...rows];
          last = all.at(-1);
          const wanted = model.sift(all, fences.length);
          const { fresh, again, twice } = filter.sift(answers.page(all, kind), fences.length);
          expect({ fresh: fresh.map(keyOf), again, twice }).toEqual(wanted);
          expect(report.conflicts).toBe(model.conflicts.size);
          // Whoever gets rows may change them.
          for (const each of fresh) for (const name of Object.keys(each)) each[name] = 'changed';
        }
      }),
      { numRuns: 3000 },
    );
  });

  const pageOf = (from: number, v: number) =>
    Array.from({ length: 1000 }, (_, i) => ({ id: `r${from + i}`, v }));

  test.each<Kind>(['light', 'heavy', 'none'])('8,192 rows back it is still compared (%s)', (kind) => {
    const report = emptyReport();
    const filter = new RowFilter(keyOf, report, true);
    const answers = new Answers();
    for (let from = 0; from < 20_000; from += 1000) filter.sift(answers.page(pageOf(from, 1), kind), 0);
    const { again, twice } = filter.sift(answers.page([{ id: `r${20_000 - 8192}`, v: 2 }], kind), 0);
    expect({ again, twice, conflicts: report.conflicts }).toEqual({ again: [], twice: 1, conflicts: 1 });
    filter.sift(answers.page([{ id: 'r1', v: 2 }], kind), 0);
    expect(report).toMatchObject({ conflicts: 1, delivered: 20_000 });
  });

  test('answers are given back: as many are held as it takes, and none is read while no row comes again', () => {
    const filter = new RowFilter(keyOf, emptyReport(), true);
    const answers = new Answers();
    for (let from = 0; from < 100_000; from += 999) {
      filter.sift(answers.page(pageOf(from, 1), 'light'), from === 0 ? 0 : 1);
      expect(answers.open).toBeLessThanOrEqual(9);
    }
    expect(answers).toMatchObject({ open: 9, read: 0 });
    // Seen long ago: the pages that are remembered are looked through once, and held no longer.
    for (const id of ['r0', 'r1', 'r2']) filter.sift(answers.page([{ id, v: 1 }], 'light'), 0);
    expect(answers).toMatchObject({ open: 0, read: 9 });
  });

  test('answers with large rows are not held, and neither are those in which rows come again', () => {
    const filter = new RowFilter(keyOf, emptyReport(), true);
    const answers = new Answers();
    filter.sift(answers.page(pageOf(0, 1), 'heavy'), 0);
    filter.sift(answers.page([...pageOf(5000, 1), ...pageOf(5000, 1)], 'light'), 0);
    expect(answers).toMatchObject({ open: 0, read: 0 });
  });

  test('all answers are given back at the end', async () => {
    const answers = new Answers();
    const pages = readPages({
      fetchPage: async (offset, limit) => ({
        ...answers.page(pageOf(offset, 1).slice(0, limit), 'light'),
        pagination: { total: 100_000 },
        warnings: [],
      }),
      keyOf,
      pageSize: 1000,
      concurrency: 1,
    });
    let count = 0;
    for await (const _ of pages) {
      count += 1;
      if (count === 5) break;
    }
    expect(count).toBe(5);
    expect(answers.open).toBe(0);
    wholeList({ ...answers.page(pageOf(0, 1), 'light'), pagination: {}, warnings: [] }, keyOf, emptyReport());
    expect(answers.open).toBe(0);
  });
});
