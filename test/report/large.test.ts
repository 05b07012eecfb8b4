import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { startSandbox } from '@hyperstudy-workflows/sandbox';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openBrowser } from '../nodes/support/browser.ts';
import { exportStudyOf } from '../support/export.ts';
import { useFolders } from '../support/folder.ts';
import { elementsOn, inkOf, openReport } from './support/report-page.ts';

const newFolder = useFolders();
let browser: Browser;
let file: string;

beforeAll(async () => {
  browser = await openBrowser();
  const out = join(await newFolder(), 'study');
  await using sandbox = await startSandbox({ rooms: 500, gaze: 0, ratings: 100_000 });
  await exportStudyOf(sandbox, out, ['--types', 'rooms,participants,events,ratings,chat']);
  file = join(out, 'report.html');
}, 180_000);
afterAll(() => browser?.close());

it('500 rooms: the file and what is drawn of it are bounded, and any room can be opened', async () => {
  const { page, wrongs, close } = await openReport(browser, file);
  await page.locator('figure.chart canvas').first().waitFor();
  const { bytes, loaded, ready } = await page.evaluate<{ bytes: number; loaded: number; ready: number }>(
    "(([{ domContentLoadedEventEnd, loadEventEnd }]) => ({ ready: performance.now(), loaded: loadEventEnd, bytes: domContentLoadedEventEnd }))(performance.getEntriesByType('navigation'))",
  );
  const { size } = await stat(file);
  process.stdout.write(
    `500 rooms: ${(size / 1e6).toFixed(1)} MB, ${await elementsOn(page)} elements, scripts done after ${bytes.toFixed(0)} ms, loaded after ${loaded.toFixed(0)} ms, first room drawn before ${ready.toFixed(0)} ms\n`,
  );
  expect(size).toBeLessThan(6_000_000);
  expect(await elementsOn(page)).toBeLessThan(3_000);
  expect(await page.locator('details.room').count()).toBe(25);
  expect(await page.locator('#room-list .pager').textContent()).toContain('Rooms 1 to 25 of 500');

  await page.fill('#search', 'room_film26_0506');
  const room = page.locator('details.room');
  await room.locator('summary').first().click();
  await room.locator('figure.chart canvas, .timeline svg').first().waitFor();
  expect(await page.locator('#matrix tbody tr').count()).toBe(1);
  await page.fill('#search', '');
  await page.getByRole('button', { name: 'Next' }).first().click();
  expect(await page.locator('#room-list .pager').textContent()).toContain('Rooms 26 to 50 of 500');
  expect(await elementsOn(page)).toBeLessThan(3_000);
  expect(wrongs).toEqual([]);
  await close();
});

it('a room can be linked to', async () => {
  const { page, close } = await openReport(browser, file);
  await page.goto(`${page.url()}#room=room_film26_0307`);
  await page.reload();
  await page.locator('details.room[open] figure.chart canvas').first().waitFor();
  expect(await page.locator('details.room[open] .id').textContent()).toBe('room_film26_0307');
  for (const { pixels } of await inkOf(page, 'details.room[open] canvas'))
    expect(pixels).toBeGreaterThan(2000);
  await close();
});
