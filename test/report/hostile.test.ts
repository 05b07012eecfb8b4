import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openBrowser } from '../nodes/support/browser.ts';
import { useFolders } from '../support/folder.ts';
import { connectionTo, hyperstudy } from '../support/hyperstudy.ts';
import { useServers } from '../support/server.ts';
import { hostileStudy, hostileTexts } from './support/hostile-study.ts';
import { elementsOn, openReport, type ReportPage, widths } from './support/report-page.ts';

const newFolder = useFolders();
const newServer = useServers();
let browser: Browser;
let file: string;
let report: ReportPage;

beforeAll(async () => {
  browser = await openBrowser();
  const out = join(await newFolder(), 'study');
  const env = connectionTo({ url: await newServer(hostileStudy), apiKey: 'hst_test_hostile' });
  const outcome = await hyperstudy(['export', '--experiment', 'exp_<b>"\'', '--out', out, '--json'], { env });
  file = JSON.parse(outcome.stdout).exports[0].report;
  report = await openReport(browser, file, { viewport: { width: 390, height: 800 } });
});
afterAll(() => browser?.close());

/** Opens every room that is listed, and everything in it. */
async function openAll(page: ReportPage['page']): Promise<void> {
  const script = `for (const details of document.querySelectorAll('details')) details.open = true;
    new Promise((done) => requestAnimationFrame(() => setTimeout(done)))`;
  // What is opened has more to open.
  for (let depth = 0; depth < 2; depth += 1) await page.evaluate(script);
  await page.locator('figure.chart canvas').last().waitFor();
}

it('a study in which every text is hostile shows them all and does nothing else', async () => {
  const { page } = report;
  expect(hostileTexts.length).toBeGreaterThanOrEqual(40);
  const shown = new Set<string>();
  for (;;) {
    for (const id of await page.locator('details.room .id').allTextContents()) shown.add(id);
    await openAll(page);
    await page.locator('.chat li').first().hover();
    const next = page.getByRole('button', { name: 'Next' }).first();
    if (await next.isDisabled()) break;
    await next.click();
  }
  expect(shown.size).toBe(hostileTexts.length);
  expect([...shown]).toContain('<script>alert(1)</script>');
  expect(report.wrongs).toEqual([]);
}, 180_000);

it('makes no element of a text, neither when the page is read nor by its script', async () => {
  const { page } = report;
  const foreign =
    'script:not([type="application/json"]), img, iframe, object, form, base, video, math, template, style, link';
  const found = await page.evaluate<string[]>(
    `[...document.querySelectorAll(${JSON.stringify(foreign)})].map((element) => element.tagName.toLowerCase())`,
  );
  expect(found.sort()).toEqual(['link', 'script', 'style']);
  const handlers = await page.evaluate<number>(
    "[...document.querySelectorAll('*')].filter((e) => [...e.attributes].some(({ name, value }) => name.startsWith('on') || (/^(href|src|action|formaction)$/.test(name) && !/^(#|data:,$)/.test(value)))).length",
  );
  expect(handlers).toBe(0);
});

it('stays as wide as the window, and small', async () => {
  const { page: wide, window } = await widths(report.page);
  expect(wide).toBe(window);
  expect(await elementsOn(report.page)).toBeLessThan(30_000);
  expect((await readFile(file)).length).toBeLessThan(1_500_000);
});

it('its policy stops what would get in nevertheless', async () => {
  const text = await readFile(file, 'utf8');
  const spoiled = join(await newFolder(), 'spoiled.html');
  await writeFile(
    spoiled,
    text.replace(
      '<main>',
      '<main><script>window.ran = true</script><img src="https://example.org/x.png" onerror="window.ran = true">',
    ),
  );
  const { page, wrongs, close } = await openReport(browser, spoiled);
  expect(await page.evaluate<boolean>('window.ran === true')).toBe(false);
  const asked = "fetch('data:,x').then(() => 'answered', () => 'refused')";
  expect(await page.evaluate<string>(asked)).toBe('refused');
  expect(wrongs.filter((wrong) => /Content Security Policy/.test(wrong)).length).toBeGreaterThanOrEqual(2);
  await close();
});
