import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Sandbox, startSandbox } from '@hyperstudy-workflows/sandbox';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser } from './support/browser.ts';
import { Editor } from './support/editor.ts';
import { NodeRed, tested } from './support/node-red.ts';
import { packNodes, repository, userFolderWith } from './support/pack.ts';

/** The nodes in a real editor, in a real browser, with a login and below a path. */
let tarball: string;
let sandbox: Sandbox;
let browser: Browser;

beforeAll(async () => {
  [tarball, sandbox, browser] = await Promise.all([packNodes(), startSandbox(), openBrowser()]);
  await mkdir(screenshots, { recursive: true });
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await sandbox?.close();
});

const screenshots = process.env.SCREENSHOTS ?? join(repository, 'node_modules/.cache/screenshots');
/** bcrypt of "only for tests". */
const password = '$2b$04$BSWPEXqe4EgPkm2oNOZwhOVIAX8c0ubvH8DR1uiJTaMtKdPP93R1K';
const settings = {
  adminAuth: { type: 'credentials', users: [{ username: 'ada', password, permissions: '*' }] },
};

describe.each(tested)('Node-RED %s', (release) => {
  let red: NodeRed;
  let editor: Editor;

  beforeAll(async () => {
    const userDir = await userFolderWith(tarball);
    const env = { HYPERSTUDY_BASE_URL: sandbox.url };
    red = await NodeRed.start({ release, userDir, env, adminRoot: '/lab/red', settings });
    editor = await Editor.open(browser, red.url, { login: ['ada', 'only for tests'] });
  }, 120_000);
  afterAll(async () => {
    await editor?.page.context().close();
    await red?.stop();
  });

  const shot = (name: string) =>
    editor.page.screenshot({ path: join(screenshots, `${name}-${release}.png`) });

  test('drag, connect, choose from the lists, deploy, run, reopen', async () => {
    const { page } = editor;
    const inject = await editor.drag('inject', 120, 180);
    const fetchNode = await editor.drag('hyperstudy-fetch', 350, 180);
    const debug = await editor.drag('debug', 600, 180);
    await editor.wire(inject, fetchNode);
    await editor.wire(fetchNode, debug);

    await editor.edit(fetchNode);
    await page.click('#node-input-btn-connection-add, #node-input-lookup-connection');
    await page.waitForSelector('#node-config-dialog-ok');
    await editor.trayRests();
    await page.fill('#node-config-input-name', 'Sandbox');
    await page.fill('#node-config-input-apiKey', sandbox.apiKey);
    await page.click('#hyperstudy-test');
    await page.waitForSelector('#hyperstudy-checks [data-result="ok"]');
    expect(await page.locator('#hyperstudy-checks [data-result="failed"]').count()).toBe(0);
    await shot('connection');
    await page.click('#node-config-dialog-ok');
    await page.waitForSelector('#node-config-dialog-ok', { state: 'detached' });
    await editor.trayRests();

    // The lists work with a connection that isn't deployed yet.
    await page.click('#hyperstudy-row-experiment .red-ui-typedInput-option-expand');
    await page.waitForSelector('.hyperstudy-choices [role=option]');
    await shot('fetch');
    await page
      .locator('.hyperstudy-choices [role=option]', { hasText: sandbox.experimentId })
      .first()
      .click();
    await page.selectOption('#node-input-scope', 'room');
    await page.click('#hyperstudy-row-room .red-ui-typedInput-option-expand');
    await page.locator('.hyperstudy-choices [role=option]', { hasText: sandbox.roomId }).first().click();
    await page.selectOption('#node-input-dataType', 'ratings_sparse');
    await page.selectOption('#node-input-output', 'pages');
    await editor.save();

    await editor.deploy();
    await page.evaluate(() => RED.sidebar.show('debug'));
    await page.evaluate("document.querySelector('#red-ui-workspace-chart').scrollTo(0, 0)");
    await inject.locator('.red-ui-flow-node-button-button').click();
    await page.waitForSelector('.red-ui-debug-msg');
    await expect
      .poll(() => fetchNode.locator('.red-ui-flow-node-status-label').textContent())
      .toMatch(/ records$/);
    await page.waitForSelector('.red-ui-notification', { state: 'detached' });
    await shot('flow');

    await editor.edit(fetchNode);
    expect(await page.inputValue('#node-input-room')).toBe(sandbox.roomId);
    expect(await page.inputValue('#node-input-experiment')).toBe(sandbox.experimentId);
    expect(await page.inputValue('#node-input-dataType')).toBe('ratings_sparse');
    expect(await page.inputValue('#node-input-output')).toBe('pages');
    await editor.save();
    expect(editor.errors).toEqual([]);
  }, 120_000);

  test('every node can be dragged, opened, saved and reopened with its values', async () => {
    const { page } = editor;
    let y = 280;
    for (const name of ['poll', 'recording', 'export']) {
      const node = await editor.drag(`hyperstudy-${name}`, 350, y);
      y += 80;
      await editor.edit(node);
      await page.fill('#node-input-name', `my ${name}`);
      await page.selectOption('#node-input-connection', { label: 'Sandbox' });
      const connection = await page.inputValue('#node-input-connection');
      await shot(name);
      await editor.save();
      await editor.edit(node);
      expect(await page.inputValue('#node-input-name')).toBe(`my ${name}`);
      expect(await page.inputValue('#node-input-connection')).toBe(connection);
      await editor.save();
    }
    expect(editor.errors).toEqual([]);
  }, 120_000);

  test('settings of an export are kept: several formats, and what is below More', async () => {
    const { page } = editor;
    const node = page.locator('.red-ui-flow-node-group', { hasText: 'my export' });
    await editor.edit(node);
    expect(await page.locator('#hyperstudy-more').getAttribute('open')).toBeNull();
    await page.check('#hyperstudy-format [value=parquet]');
    await page.click('#hyperstudy-more > summary');
    await page.check('#node-input-pseudonymize');
    await page.uncheck('#node-input-codebook');
    await page.selectOption('#node-input-shiftDates', 'study');
    await editor.typed('node-input-dropColumns').fill('email');
    await shot('export-more');
    await editor.save();
    await page.click('#red-ui-header-button-deploy');
    // The other nodes have no experiment: the editor asks.
    await page.locator('.red-ui-notification button', { hasText: /deploy/i }).click();
    await page.waitForSelector('#red-ui-header-button-deploy.disabled');
    await editor.edit(node);
    for (const [format, wanted] of Object.entries({ csv: true, ndjson: false, parquet: true }))
      expect(await page.isChecked(`#hyperstudy-format [value=${format}]`), format).toBe(wanted);
    // What protects people shows without a click.
    expect(await page.isVisible('#node-input-pseudonymize')).toBe(true);
    expect(await page.isChecked('#node-input-pseudonymize')).toBe(true);
    expect(await page.isChecked('#node-input-codebook')).toBe(false);
    expect(await page.isChecked('#node-input-report')).toBe(true);
    expect(await page.inputValue('#node-input-shiftDates')).toBe('study');
    expect(await page.inputValue('#node-input-dropColumns')).toBe('email');
    await editor.save();

    // As an older release saved it: what came later shows what the node does.
    await page.evaluate(`{
      const [old] = RED.nodes.filterNodes({ type: 'hyperstudy-export' });
      old.version = 1;
      for (const name of ['format', 'partition', 'report', 'codebook', 'pseudonymize', 'dropColumns']) delete old[name];
    }`);
    await editor.edit(node);
    expect(await page.isChecked('#node-input-report')).toBe(true);
    expect(await page.isChecked('#node-input-codebook')).toBe(true);
    expect(await page.isChecked('#node-input-pseudonymize')).toBe(false);
    expect(await page.inputValue('#node-input-partition')).toBe('none');
    expect(await page.isChecked('#hyperstudy-format [value=csv]')).toBe(true);
    await editor.save();
    expect(editor.errors).toEqual([]);
  }, 60_000);

  test('help, in the sidebar; dark', async () => {
    const dark = await Editor.open(browser, red.url, { dark: true, login: ['ada', 'only for tests'] });
    // Asked for before the sidebar is built, the help stays behind another tab.
    const help = dark.page.locator('.red-ui-help dl.message-properties:visible');
    await expect
      .poll(
        async () => {
          await dark.page.evaluate(() => RED.sidebar.help.show('hyperstudy-fetch'));
          return help.count();
        },
        { timeout: 30_000, interval: 500 },
      )
      .toBeGreaterThan(0);
    // Node-RED 4.1 has no dark theme of its own.
    await dark.page.evaluate("document.documentElement.classList.add('nr-theme-dark')");
    const group = dark.page.locator('.red-ui-flow-node-group', { hasText: 'Ratings, sparse' });
    await dark.edit(group);
    await dark.page.screenshot({ path: join(screenshots, `dark-${release}.png`) });
    expect(dark.errors).toEqual([]);
    await dark.page.context().close();
  }, 60_000);

  test('whoever is not logged in gets nothing from the routes', async () => {
    for (const path of ['/hyperstudy/list', '/hyperstudy/test']) {
      const answer = await red.call('POST', path, { what: 'experiments', connection: { id: 'x' } });
      expect(answer.status).toBe(401);
    }
  });
});

declare const RED: { sidebar: { show(name: string): void; help: { show(type: string): void } } };
