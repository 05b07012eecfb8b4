import { type Browser, expect, type Locator, type Page } from './playwright.ts';

/** The editor of a Node-RED, as a user sees it. */
export class Editor {
  readonly page: Page;
  /** What the page threw. */
  readonly errors: Error[] = [];

  private constructor(page: Page) {
    this.page = page;
    page.on('pageerror', (error) => this.errors.push(error));
  }

  static async open(
    browser: Browser,
    url: string,
    options: { dark?: boolean; login?: [string, string] } = {},
  ) {
    const context = await browser.newContext({
      viewport: { width: 1280, height: 860 },
      colorScheme: options.dark ? 'dark' : 'light',
      locale: 'en-US',
    });
    const editor = new Editor(await context.newPage());
    await editor.page.goto(`${url}/`);
    if (options.login !== undefined) {
      await editor.page.fill('#node-dialog-login-username', options.login[0]);
      await editor.page.fill('#node-dialog-login-password', options.login[1]);
      await editor.page.click('#node-dialog-login-submit');
    }
    await editor.page.waitForSelector('.red-ui-palette-node[data-palette-type="hyperstudy-fetch"]', {
      state: 'attached',
    });
    return editor;
  }

  /** Drags a node from the palette to the canvas. */
  async drag(type: string, x: number, y: number): Promise<Locator> {
    const before = await this.page.locator('.red-ui-flow-node-group').count();
    const source = this.page.locator(`.red-ui-palette-node[data-palette-type="${type}"]`);
    await source.scrollIntoViewIfNeeded();
    await source.dragTo(this.page.locator('#red-ui-workspace-chart'), { targetPosition: { x, y } });
    const nodes = this.page.locator('.red-ui-flow-node-group');
    await expect.poll(() => nodes.count()).toBe(before + 1);
    return nodes.nth(before);
  }

  async wire(from: Locator, to: Locator): Promise<void> {
    const links = this.page.locator('.red-ui-flow-link');
    const before = await links.count();
    const output = from.locator('.red-ui-flow-port-output .red-ui-flow-port').first();
    const input = to.locator('.red-ui-flow-port-input .red-ui-flow-port').first();
    const [start, end] = await Promise.all([output.boundingBox(), input.boundingBox()]);
    if (start === null || end === null) throw new Error('A port is not to be seen');
    await this.page.mouse.move(start.x + 5, start.y + 5);
    await this.page.mouse.down();
    await this.page.mouse.move(end.x + 5, end.y + 5, { steps: 10 });
    await this.page.mouse.up();
    await expect.poll(() => links.count()).toBe(before + 1);
  }

  /**
   * Opens the dialog of a node by its key. For a double click the editor wants two clicks that are neither in the same
   * millisecond nor 650 ms apart, and a browser that is driven on a busy machine can promise neither.
   */
  async edit(node: Locator): Promise<void> {
    await node.click();
    await node.and(this.page.locator('.red-ui-flow-node-selected')).waitFor();
    await this.page.keyboard.press('Enter');
    await this.page.waitForSelector('#node-dialog-ok');
    await this.trayRests();
  }

  /** Waits until a dialog has slid in. */
  async trayRests(): Promise<void> {
    const right = "getComputedStyle([...document.querySelectorAll('.red-ui-tray')].at(-1)).right";
    await expect.poll(() => this.page.evaluate(right), { timeout: 10_000 }).toBe('0px');
  }

  async save(): Promise<void> {
    await this.page.click('#node-dialog-ok');
    await this.page.waitForSelector('#node-dialog-ok', { state: 'detached' });
  }

  async deploy(): Promise<void> {
    await this.page.click('#red-ui-header-button-deploy');
    await this.page.waitForSelector('#red-ui-header-button-deploy.disabled');
  }

  /** The input that a TypedInput shows. */
  typed(field: string): Locator {
    return this.page.locator(`#${field} + .red-ui-typedInput-container .red-ui-typedInput-input-wrap input`);
  }
}
