import { join } from 'node:path';
import type { Manifest } from '@hyperstudy-workflows/export';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../nodes/support/browser.ts';
import { exportStudyOf } from '../support/export.ts';
import { useFolders } from '../support/folder.ts';
import { useSandbox } from '../support/sandbox.ts';
import { inkOf, openReport, type ReportPage, widths } from './support/report-page.ts';

const sandbox = useSandbox();
const newFolder = useFolders();
let browser: Browser;
let file: string;
let manifest: Manifest;

beforeAll(async () => {
  browser = await openBrowser();
  const out = join(await newFolder(), 'study');
  ({ manifest } = await exportStudyOf(sandbox.current, out, ['--recordings', 'download']));
  file = join(out, 'report.html');
});
afterAll(() => browser?.close());

const grouped = (value: number | undefined) => value?.toLocaleString('en-US');

describe('the report in a browser', () => {
  let report: ReportPage;
  beforeAll(async () => {
    report = await openReport(browser, file);
  });
  afterAll(() => report?.close());

  it('has the rows of every table beside the server’s', async () => {
    const rows = report.page.locator('section[aria-labelledby="counts"] tbody tr');
    expect(await rows.count()).toBe(manifest.files.length);
    for (const { type, rows: count, server } of manifest.files) {
      const row = rows.filter({ has: report.page.locator(`code:text-is("${type}")`) });
      const cells = await row.locator('td').allTextContents();
      expect(cells.slice(0, 2)).toEqual([grouped(count), grouped(server.totalAfter) ?? '–']);
      expect(cells[2]).toBe(server.totalAfter === undefined ? 'no count' : '✓ yes');
    }
  });

  it('says first what is wrong, and sums up', async () => {
    const headings = await report.page.locator('main h2').allTextContents();
    expect(headings[0]).toBe('Problems');
    const problems = await report.page.locator('.problems li').allTextContents();
    expect(problems.join('\n')).toMatch(/Warningvariables.*DROPPED_WRITES/);
    expect(problems.join('\n')).toMatch(/Noterecordings4 recordings not there yet/);
    const tiles = await report.page.locator('.tiles dd:not(.note)').allTextContents();
    const rows = manifest.files.reduce((sum, table) => sum + table.rows, 0);
    const recordings = manifest.files.find(({ type }) => type === 'recordings')?.rows;
    expect(tiles).toEqual(['6', '11', grouped(rows), grouped(recordings)]);
  });

  it('draws curves of both participants, answers and sync, each not blank', async () => {
    const room = report.page.locator('details.room').first();
    await room.locator('figure.chart canvas').first().waitFor();
    expect(await room.locator('figure.chart figcaption').allTextContents()).toEqual([
      'Continuous rating: gc_valence',
      'Answers to prompts: valence',
      expect.stringMatching(/^Sync/),
    ]);
    expect(await room.locator('figure.chart').first().locator('.legend li').count()).toBe(2);
    const ink = await inkOf(report.page, 'details.room figure.chart canvas');
    expect(ink).toHaveLength(3);
    const [curves, answers, sync] = ink;
    for (const { pixels } of ink) expect(pixels).toBeGreaterThan(2000);
    // Two curves across the canvas, five answers each, and the one player that follows the other.
    for (const count of [curves?.first, curves?.second, sync?.second]) expect(count).toBeGreaterThan(400);
    for (const count of [answers?.first, answers?.second]) expect(count).toBeGreaterThan(100);
    expect(sync?.first).toBeLessThan(100);
  });

  it('draws the session on a time line: states, events by category, chat, recordings', async () => {
    const line = report.page.locator('details.room').first().locator('.timeline');
    const lanes = await line.locator('text.lane').allTextContents();
    expect(lanes).toEqual(
      expect.arrayContaining(['states', 'component10', 'media16', 'chat8', 'Viewer Avideo']),
    );
    expect(await line.locator('rect.state').count()).toBe(5);
    expect(await line.locator('rect.recording').count()).toBe(4);
    expect(await line.locator('path.shape').count()).toBe(8);
    expect(await line.getAttribute('aria-label')).toMatch(/States: Intro from 0:00, Warm-up from 1:06/);
  });

  it('can be used with the keyboard alone', async () => {
    const { page } = report;
    await page.locator('#gaps').focus();
    // Past the first room's details, which are open: to the second room.
    const second = page.locator('details.room').nth(1);
    for (
      let i = 0;
      i < 60 &&
      !(await second
        .locator('summary')
        .first()
        .evaluate((node) => node.matches(':focus')));
      i += 1
    )
      await page.keyboard.press('Tab');
    expect(
      await second
        .locator('summary')
        .first()
        .evaluate((node) => node.matches(':focus')),
    ).toBe(true);
    expect(await second.getAttribute('open')).toBeNull();
    await page.keyboard.press('Enter');
    await second.locator('figure.chart canvas').first().waitFor();

    const plot = page.locator('details.room').first().locator('.plot').first();
    await plot.focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowRight');
    const values = await page
      .locator('details.room')
      .first()
      .locator('figure.chart')
      .first()
      .locator('.value')
      .allTextContents();
    expect(values).toEqual([expect.stringMatching(/^\d\.\d\d$/), expect.stringMatching(/^\d\.\d\d$/)]);
    expect(
      await page
        .locator('details.room')
        .first()
        .locator('figure.chart')
        .first()
        .locator('[role=status]')
        .textContent(),
    ).toMatch(/^1:4\d, Viewer A \d\.\d\d, Viewer B \d\.\d\d$/);
  });

  it('has a table for every picture', async () => {
    const room = report.page.locator('details.room').first();
    for (const disclosure of await room.locator('details.more').all()) {
      await disclosure.locator('summary').click();
      await disclosure.locator('tbody tr').nth(3).waitFor();
    }
    expect(await room.locator('details.more').count()).toBe(4);
  });

  it('finds rooms by participant, by status and by what is missing', async () => {
    const { page } = report;
    const ids = () => page.locator('details.room .id').allTextContents();
    await page.fill('#search', 'u_bo27');
    expect(await ids()).toEqual(['room_film26_0007']);
    await page.fill('#search', '');
    await page.selectOption('#status', 'abandoned');
    expect(await ids()).toEqual(['room_film26_0009', 'room_film26_0011']);
    await page.selectOption('#status', '');
    await page.check('#gaps');
    expect(await ids()).toEqual(['room_film26_0012']);
    expect(await page.locator('#matrix tbody tr').count()).toBe(1);
    await page.uncheck('#gaps');
  });

  it('does nothing else: no message, no exception, no request', async () => {
    expect(report.wrongs).toEqual([]);
  });
});

describe('the report elsewhere', () => {
  it('fits a phone, whatever is open', async () => {
    const report = await openReport(browser, file, {
      viewport: { width: 360, height: 740 },
      isMobile: true,
      hasTouch: true,
    });
    const { page } = report;
    for (const summary of await page.locator('details > summary').all()) {
      const open = await summary.evaluate((node) => node.parentElement?.hasAttribute('open'));
      if (!open) await summary.click();
    }
    const { page: wide, window } = await widths(page);
    expect(wide).toBe(window);
    expect(report.wrongs).toEqual([]);
    await report.close();
  });

  it('follows the theme, also when it changes, and prints in light', async () => {
    const report = await openReport(browser, file, { colorScheme: 'dark' });
    const { page } = report;
    const ground = () => page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
    const dark = await ground();
    await page.locator('figure.chart canvas').first().waitFor();
    const inDark = await inkOf(page, 'figure.chart canvas');
    await page.emulateMedia({ colorScheme: 'light' });
    expect(await ground()).not.toBe(dark);
    await expect.poll(() => inkOf(page, 'figure.chart canvas')).not.toEqual(inDark);
    expect(await inkOf(page, 'figure.chart canvas')).toHaveLength(inDark.length);
    const pdf = await page.pdf();
    expect(pdf.length).toBeGreaterThan(20_000);
    expect(report.wrongs).toEqual([]);
    await report.close();
  });
});
