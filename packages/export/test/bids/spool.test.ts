import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inOrderOfOnset, merged, type Placed } from '../../src/bids/in-order.ts';
import { Spool } from '../../src/bids/spool.ts';
import { useFolders } from '../support.ts';

const newFolder = useFolders();

async function* each<T>(items: readonly T[]): AsyncGenerator<T, void> {
  yield* items;
}

async function listed<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}

const placed = fc
  .array(fc.integer({ min: -5, max: 5 }))
  .map((onsets) => onsets.map((onset, nth): Placed => ({ nth, onset, text: `${nth}` })));

describe('the spool', () => {
  it('gives each group its lines in their order, however little it may hold', async () => {
    const line = fc.tuple(
      fc.constantFrom('a', 'b', '__proto__', 'c/../d'),
      fc.stringMatching(/^[^\n]{0,20}$/),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(line), fc.constantFrom(1, 100, 1000, 100_000), async (lines, limit) => {
        const folder = join(await newFolder(), 'spool');
        const spool = await Spool.create(folder, limit);
        for (const [key, text] of lines) await spool.add(key, text);
        for (const key of ['a', 'b', '__proto__', 'c/../d', 'none']) {
          const own = lines.filter(([name]) => name === key).map(([, text]) => text);
          expect((await listed(spool.lines(key))).flat()).toEqual(own);
        }
        await spool.close();
        await expect(readdir(folder)).rejects.toThrow('ENOENT');
      }),
      { numRuns: 50 },
    );
  });

  it('starts over where a run that was killed left something', async () => {
    const folder = join(await newFolder(), 'spool');
    const killed = await Spool.create(folder, 1);
    await killed.add('a', 'old');
    const spool = await Spool.create(folder, 1);
    await spool.add('a', 'new');
    expect((await listed(spool.lines('a'))).flat()).toEqual(['new']);
  });
});

describe('order', () => {
  it('is that of onsets, and of the table among equal ones', async () => {
    await fc.assert(
      fc.asyncProperty(placed, async (lines) => {
        const sorted = [...lines].sort((a, b) => a.onset - b.onset || a.nth - b.nth);
        expect(await listed(inOrderOfOnset(each(lines)))).toEqual(sorted);
      }),
    );
  });

  it('loses nothing where more lines are out of order than it holds', async () => {
    await fc.assert(
      fc.asyncProperty(placed, async (lines) => {
        const out = await listed(inOrderOfOnset(each(lines), 2));
        expect(out.map(({ nth }) => nth).sort((a, b) => a - b)).toEqual(lines.map(({ nth }) => nth));
      }),
    );
  });

  it('of two runs of lines is that of their table', async () => {
    await fc.assert(
      fc.asyncProperty(placed, fc.infiniteStream(fc.boolean()), async (lines, sides) => {
        const left: Placed[] = [];
        const right: Placed[] = [];
        for (const line of lines) (sides.next().value ? left : right).push(line);
        expect(await listed(merged(each(left), each(right)))).toEqual(lines);
      }),
    );
  });
});
