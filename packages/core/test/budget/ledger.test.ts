import { spawn } from 'node:child_process';
import { appendFile, chmod, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Ledger } from '../../src/budget/ledger.ts';
import { type BudgetLimits, fullLimits } from '../../src/budget/limits.ts';
import { RateBudget } from '../../src/budget/rate-budget.ts';
import type { Logger } from '../../src/environment/logger.ts';
import { silentLogger } from '../../src/environment/logger.ts';
import { connect } from '../../src/transport/connection.ts';
import { memoryLogger, testKey } from '../support/client.ts';
import { FakeClock, turns } from '../support/fake-clock.ts';
import { newFolder } from '../support/folder.ts';

function budgetOn(
  folder: string,
  clock: FakeClock,
  limits: BudgetLimits = {},
  logger: Logger = silentLogger,
) {
  const ledger = new Ledger({ folder, identity: 'a key', clock, logger });
  return new RateBudget(fullLimits(limits), clock, ledger);
}

async function segments(folder: string): Promise<string[]> {
  return (await readdir(folder)).sort();
}

describe('several users of one key', () => {
  test('together stay within the limits, and waste none of them', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 2, max: 5 }),
        fc.integer({ min: 1, max: 10 }),
        fc.array(fc.record({ user: fc.nat(4), after: fc.constantFrom(0, 0, 0, 1, 700, 61_000, 1_700_000) }), {
          maxLength: 60,
        }),
        async (users, perMinute, asks) => {
          await using folder = await newFolder();
          const clock = new FakeClock();
          const limits = { perMinute, perHour: 30 };
          const budgets = Array.from({ length: users }, () => budgetOn(folder.path, clock, limits));
          const alone = new RateBudget(fullLimits(limits), new FakeClock());
          const times: number[] = [];
          const waiting: Promise<unknown>[] = [];
          for (const { user, after } of asks) {
            await clock.advance(after);
            const budget = budgets[user % users] ?? alone;
            waiting.push(budget.acquire('a').then(() => times.push(clock.now())));
          }
          using _ = clock.run();
          await Promise.all(waiting);
          for (const [i, time] of times.entries()) {
            expect(
              times.filter((other) => other <= time && other > time - 60_000).length,
            ).toBeLessThanOrEqual(perMinute);
            const hour = times.filter((other) => other <= time && other > time - 3_600_000);
            expect(hour.length).toBeLessThanOrEqual(30);
            // Who had to wait, waited for a full window: the place was taken as soon as it was free.
            if (i >= 30) expect(time - (times[i - 30] ?? 0)).toBeGreaterThanOrEqual(3_600_000);
          }
        },
      ),
      { numRuns: 25 },
    );
  });

  test('wait no longer than one would alone', async () => {
    await using folder = await newFolder();
    const clock = new FakeClock();
    const start = clock.now();
    const budgets = [1, 2, 3, 4].map(() => budgetOn(folder.path, clock));
    using _ = clock.run();
    await Promise.all(budgets.flatMap((budget) => Array.from({ length: 275 }, () => budget.acquire('a'))));
    const waited = clock.now() - start;
    // 1,100 requests: the last hundred when the first hundred are an hour old.
    expect(waited).toBeGreaterThanOrEqual(3_600_500);
    expect(waited).toBeLessThan(3_600_500 * 1.001);
  });

  test('in real processes at once: not one request too many', async () => {
    await using folder = await newFolder();
    const script = join(import.meta.dirname, '../support/budget-user.ts');
    const users = await Promise.all(
      [1, 2, 3, 4].map(async () => {
        // What Node 22.12 needs for TypeScript; later ones do it by themselves.
        const flags = ['--experimental-strip-types', '--disable-warning=ExperimentalWarning'];
        const user = spawn(process.execPath, [...flags, script, folder.path, 'a key', '57', '2500']);
        let out = '';
        let errors = '';
        user.stdout.on('data', (text) => {
          out += text;
        });
        user.stderr.on('data', (text) => {
          errors += text;
        });
        await new Promise((resolve) => user.on('close', resolve));
        expect(errors).toBe('');
        return out
          .trim()
          .split('\n')
          .filter((line) => line !== '');
      }),
    );
    expect(users.flat()).toHaveLength(57);
  });

  test('a run after this one knows what was used', async () => {
    await using folder = await newFolder();
    const clock = new FakeClock();
    const before = budgetOn(folder.path, clock, { perHour: 5 });
    for (let i = 0; i < 5; i += 1) await before.acquire('a');
    await clock.advance(60_000);
    const after = budgetOn(folder.path, clock, { perHour: 5 });
    expect(after.eta(1)).toBe(3_540_500);
    using _ = clock.run();
    const start = clock.now();
    await after.acquire('b');
    expect(clock.now() - start).toBe(3_540_500);
  });

  test('a pause is for all, also for those who come later', async () => {
    await using folder = await newFolder();
    const clock = new FakeClock();
    budgetOn(folder.path, clock).pause(30_000);
    expect(budgetOn(folder.path, clock).eta(1)).toBe(30_500);
  });

  test('another key is another budget in the same folder', async () => {
    await using folder = await newFolder();
    const clock = new FakeClock();
    await budgetOn(folder.path, clock, { perHour: 1 }).acquire('a');
    const ledger = new Ledger({ folder: folder.path, identity: 'other', clock, logger: silentLogger });
    expect(new RateBudget(fullLimits({ perHour: 1 }), clock, ledger).eta(1)).toBe(0);
  });

  test.each([1, 7, 400])('the turn of an hour, %i ms after, changes nothing', async (after) => {
    await using folder = await newFolder();
    const clock = new FakeClock(Date.parse('2026-03-11T15:59:59.990Z'));
    const [a, b] = [
      budgetOn(folder.path, clock, { perHour: 3 }),
      budgetOn(folder.path, clock, { perHour: 3 }),
    ];
    await a.acquire('x');
    await b.acquire('x');
    await clock.advance(10 + after);
    expect([a.eta(2), b.eta(2)]).toEqual([3_600_490 - after, 3_600_490 - after]);
    await a.acquire('x');
    expect(b.eta(1)).toBe(3_600_490 - after);
  });
});

describe('two that claim the last place at the same moment', () => {
  /** A ledger, and what it has told. */
  function watched(folder: string, clock: FakeClock) {
    const told: string[] = [];
    const reader = {
      request: (endpoint: string) => told.push(`request ${endpoint}`),
      takenBack: (endpoint: string) => told.push(`taken back ${endpoint}`),
      pause: () => told.push('pause'),
    };
    return { ledger: new Ledger({ folder, identity: 'k', clock, logger: silentLogger }), reader, told };
  }

  test('one finds room, the other takes its claim back', async () => {
    await using folder = await newFolder();
    const clock = new FakeClock();
    const [a, b] = [watched(folder.path, clock), watched(folder.path, clock)];
    const roomFor =
      ({ told }: { told: string[] }) =>
      () =>
        told.length === 0;
    expect(a.ledger.claim('x', clock.now(), a.reader, roomFor(a))).toBe(true);
    // b has not looked since: only its own line makes it look.
    expect(b.ledger.claim('x', clock.now(), b.reader, roomFor(b))).toBe(false);
    expect(b.told).toEqual(['request x']);
    a.ledger.refresh(a.reader);
    expect(a.told).toEqual(['request x', 'taken back x']);
  });

  test('at the turn of an hour the one who still wrote into the old one waits', async () => {
    await using folder = await newFolder();
    const late = new FakeClock(Date.parse('2026-03-11T15:59:59.999Z'));
    const early = new FakeClock(Date.parse('2026-03-11T16:00:00.000Z'));
    const [a, b] = [watched(folder.path, late), watched(folder.path, early)];
    expect(b.ledger.claim('x', early.now(), b.reader, () => true)).toBe(true);
    expect(a.ledger.claim('x', late.now(), a.reader, () => true)).toBe(false);
  });
});

describe('what is written', () => {
  test('is a hash of the key, never the key', async () => {
    await using folder = await newFolder();
    const clock = new FakeClock();
    const { budget } = connect(
      { apiKey: testKey, baseUrl: 'https://api.hyperstudy.io', budget: { ledger: folder.path }, clock },
      {},
    );
    await budget.acquire(`data/${testKey.slice(0, 3)}\n1 99 r x y`);
    const [file = ''] = await segments(folder.path);
    expect(file).toMatch(/^[0-9a-f]{32}-\d+\.log$/);
    const text = await readFile(join(folder.path, file), 'utf8');
    expect(text).not.toContain(testKey);
    expect(text.trim().split('\n')).toHaveLength(1);
  });

  test('is removed when no window reaches it any more', async () => {
    await using folder = await newFolder();
    const clock = new FakeClock();
    const budget = budgetOn(folder.path, clock);
    for (let hour = 0; hour < 12; hour += 1) {
      await budget.acquire('a');
      await clock.advance(3_600_000);
    }
    expect((await segments(folder.path)).length).toBeLessThanOrEqual(4);
  });
});

describe('a ledger that is damaged', () => {
  async function withUsed(damage: (file: string, folder: string) => Promise<unknown>) {
    const folder = await newFolder();
    const clock = new FakeClock();
    await budgetOn(folder.path, clock, { perHour: 2 }).acquire('a');
    const [file = ''] = await segments(folder.path);
    await damage(join(folder.path, file), folder.path);
    const logger = memoryLogger();
    const budget = budgetOn(folder.path, clock, { perHour: 2 }, logger);
    const first = budget.eta(1);
    await budget.acquire('a');
    const second = budget.eta(1);
    await folder[Symbol.asyncDispose]();
    return { first, second, log: logger.lines.join('\n') };
  }

  test('garbage is skipped with a warning, what is left counts', async () => {
    const result = await withUsed((file) =>
      appendFile(file, 'x\u0000\u00ff nonsense\n1 abc r x y\n{"json":'),
    );
    expect(result).toMatchObject({ first: 0, second: 3_600_500 });
    expect(result.log).toContain('damaged');
  });

  test('a line that a dying process left unfinished spoils no other', async () => {
    const result = await withUsed((file) => appendFile(file, '\n1 177324'));
    expect(result.second).toBe(3_600_500);
  });

  test('overwritten with something else entirely', async () => {
    const result = await withUsed((file) => writeFile(file, Buffer.alloc(1000, 0xff)));
    expect(result).toMatchObject({ first: 0, second: 0 });
  });

  test('far too large: ignored, and not read into memory', async () => {
    const result = await withUsed((file) => writeFile(file, Buffer.alloc(5 << 20, 0x0a)));
    expect(result.log).toContain('goes on without it');
    expect(result).toMatchObject({ first: 0, second: 0 });
  });

  test('times from the future hold no one up', async () => {
    const result = await withUsed((file) =>
      appendFile(file, '\n1 9999999999999 r zz-1 a\n1 9999999999999 p zz-2 \n'),
    );
    expect(result.second).toBe(3_600_500);
    expect(result.log).toContain('future');
  });

  test('a folder in the place of the file: goes on without', async () => {
    const result = await withUsed(async (file) => {
      await rm(file);
      await mkdir(file);
    });
    expect(result.log).toContain('goes on without it');
    expect(result).toMatchObject({ first: 0, second: 0 });
  });
});

test('a folder that can not be one is refused, with words', async () => {
  await using folder = await newFolder();
  const file = join(folder.path, 'file');
  await writeFile(file, '');
  await chmod(file, 0o400);
  expect(() => budgetOn(file, new FakeClock())).toThrow(
    expect.objectContaining({ name: 'UsageError', hint: expect.stringContaining('folder') }),
  );
});

test('who gives up while waiting leaves nothing behind', async () => {
  await using folder = await newFolder();
  const clock = new FakeClock();
  const [a, b] = [
    budgetOn(folder.path, clock, { perMinute: 1 }),
    budgetOn(folder.path, clock, { perMinute: 1 }),
  ];
  await a.acquire('x');
  const stop = new AbortController();
  const waiting = b.acquire('x', stop.signal).catch(() => undefined);
  await turns();
  stop.abort();
  await waiting;
  expect(a.eta(1, 'x')).toBe(60_500);
});
