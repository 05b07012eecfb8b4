import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startSandbox } from '@hyperstudy-workflows/sandbox';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../nodes/support/browser.ts';
import { exportStudyOf } from '../support/export.ts';
import { filesIn, useFolders } from '../support/folder.ts';
import { connectionTo, hyperstudy } from '../support/hyperstudy.ts';
import { useSandbox } from '../support/sandbox.ts';
import { sendJson, useServers } from '../support/server.ts';
import { inkOf, openReport } from './support/report-page.ts';

const sandbox = useSandbox({ rooms: 2 });
const newFolder = useFolders();
const newServer = useServers();
let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

/** Exports with the real command; the text of the report, and what its data say. */
async function reportWith(
  args: readonly string[],
  server: { url: string; apiKey: string } = sandbox.current,
) {
  const out = join(await newFolder(), 'study');
  const outcome = await hyperstudy(['export', '--out', out, '--json', ...args], {
    env: connectionTo(server),
  });
  const path: string | null = JSON.parse(outcome.stdout).exports[0].report;
  return {
    out,
    path: path ?? '',
    text: path === null ? '' : await readFile(path, 'utf8'),
    code: outcome.code,
  };
}

const study = ['--experiment', 'exp_film26'];

/** All that is data in a report: what it was made from differs, what it shows may not. */
const dataIn = (text: string) => text.slice(text.indexOf('<script type="application/json" id="data">'));

describe('the same report', () => {
  let csv: string;
  beforeAll(async () => {
    csv = dataIn((await reportWith(study)).text);
    expect(csv).toContain('room_film26_0007');
  });

  it.each([
    ['from ndjson', ['--format', 'ndjson']],
    ['from parquet', ['--format', 'parquet']],
    ['from packed csv', ['--gzip']],
    ['from csv for Excel with a guard against formulas', ['--csv-dialect', 'excel', '--formula-guard']],
    ['from a file for each room', ['--partition', 'room']],
    ['from all formats at once', ['--format', 'csv,ndjson,parquet']],
  ])('%s', async (_, flags) => {
    const { text } = await reportWith([...study, ...flags]);
    expect(dataIn(text)).toBe(csv);
  });
});

describe('a report of what is there', () => {
  it('only chat', async () => {
    const { path, code } = await reportWith([...study, '--types', 'chat']);
    const { page, wrongs, close } = await openReport(browser, path);
    expect(code).toBe(0);
    expect(await page.locator('details.room[open] .chat li').count()).toBeGreaterThan(3);
    expect(await page.locator('main h2').allTextContents()).toEqual([
      'Problems',
      'Counts',
      'Sessions',
      'Completeness',
      'About this page',
    ]);
    expect(wrongs).toEqual([]);
    await close();
  });

  it('only ratings: curves without a table of rooms', async () => {
    const { path } = await reportWith([...study, '--types', 'ratings_continuous']);
    const { page, wrongs, close } = await openReport(browser, path);
    await page.locator('figure.chart canvas').first().waitFor();
    const [ink] = await inkOf(page, 'figure.chart canvas');
    expect(ink?.pixels).toBeGreaterThan(2000);
    expect(wrongs).toEqual([]);
    await close();
  });

  it('one participant of one room', async () => {
    const { path, code } = await reportWith(['--participant', 'u_ada91', '--room', 'room_film26_0007']);
    const { page, wrongs, close } = await openReport(browser, path);
    expect(code).toBe(0);
    expect(await page.locator('h1').textContent()).toBe('participant u_ada91');
    expect(await page.locator('figure.chart').first().locator('.legend li').count()).toBe(1);
    expect(wrongs).toEqual([]);
    await close();
  });

  it('nothing at all', async () => {
    const url = await newServer((_, response) =>
      sendJson(response, {
        status: 'success',
        data: [],
        metadata: { pagination: { total: 0, returned: 0, hasMore: false } },
      }),
    );
    const { path } = await reportWith(['--experiment', 'exp_1'], { url, apiKey: 'hst_test_empty' });
    const { page, wrongs, close } = await openReport(browser, path);
    expect(await page.locator('.tiles dd:not(.note)').allTextContents()).toEqual(['0', '0', '0', '0']);
    expect(wrongs).toEqual([]);
    await close();
  });

  it('a table that could not be read stands first among the problems', async () => {
    const url = await newServer((request, response) => {
      if (request.url?.includes('/data/chat/')) {
        const error = { code: 'FORBIDDEN', message: 'no chat', details: { required: ['read:chat'] } };
        sendJson(response, { status: 'error', error }, 403);
      } else sendJson(response, { status: 'success', data: [] });
    });
    const { path, code } = await reportWith(['--experiment', 'exp_1', '--types', 'chat,rooms'], {
      url,
      apiKey: 'hst_test_no',
    });
    expect(code).toBe(3);
    const { page, close } = await openReport(browser, path);
    expect(await page.locator('.verdict').textContent()).toMatch(/Not complete/);
    expect(await page.locator('.problems li').first().textContent()).toMatch(/✕Missingchat.*read:chat/);
    await close();
  });
});

describe('a second run', () => {
  it('makes the report again only where something changed, and always the same', async () => {
    const out = join(await newFolder(), 'study');
    const report = join(out, 'report.html');
    await exportStudyOf(sandbox.current, out);
    const first = { bytes: await readFile(report), changed: (await stat(report)).mtimeMs };
    const { manifest } = await exportStudyOf(sandbox.current, out);
    expect((await stat(report)).mtimeMs).toBe(first.changed);
    expect(manifest.documents.map(({ path }) => path)).toContain('report.html');

    // Somebody's changes don't stay.
    await writeFile(report, first.bytes.toString().replace('<main>', '<main><p>edited</p>'));
    await exportStudyOf(sandbox.current, out);
    expect((await readFile(report)).equals(first.bytes)).toBe(true);

    await exportStudyOf(sandbox.current, out, ['--types', 'chat,rooms']);
    expect((await readFile(report)).equals(first.bytes)).toBe(false);
    await exportStudyOf(sandbox.current, out, ['--full']);
    expect((await readFile(report)).equals(first.bytes)).toBe(true);
  });

  it('with other data gives another report, as a first run would', async () => {
    const [grown, fresh] = [join(await newFolder(), 'study'), join(await newFolder(), 'study')];
    await using longer = await startSandbox({ rooms: 2, events: 400 });
    await exportStudyOf(sandbox.current, grown);
    const before = await readFile(join(grown, 'report.html'));
    await exportStudyOf(longer, grown);
    await exportStudyOf(longer, fresh);
    const after = await readFile(join(grown, 'report.html'));
    expect(after.equals(before)).toBe(false);
    expect(after.equals(await readFile(join(fresh, 'report.html')))).toBe(true);
  });

  it('without a report leaves no old one, and nobody else’s file is touched', async () => {
    const out = join(await newFolder(), 'study');
    await exportStudyOf(sandbox.current, out, ['--types', 'chat']);
    await exportStudyOf(sandbox.current, out, ['--types', 'chat', '--no-report']);
    expect(await filesIn(out)).toEqual(['chat.csv', 'codebook.json', 'codebook.md', 'manifest.json']);
    await writeFile(join(out, 'report.html'), '<p>mine</p>');
    await exportStudyOf(sandbox.current, out, ['--types', 'chat', '--no-report']);
    expect(await readFile(join(out, 'report.html'), 'utf8')).toBe('<p>mine</p>');
  });
});
