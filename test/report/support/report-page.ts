import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

/** A report in a browser, with everything it should not do. */
export interface ReportPage {
  readonly page: Page;
  /** Errors and warnings of the console, exceptions, dialogs, and requests beside the file itself. */
  readonly wrongs: string[];
  close(): Promise<void>;
}

/** Opens a report as a person would: from the disk. There is no network. */
export async function openReport(
  browser: Browser,
  file: string,
  options: BrowserContextOptions = {},
): Promise<ReportPage> {
  const context = await browser.newContext({
    viewport: { width: 1200, height: 900 },
    offline: true,
    ...options,
  });
  const page = await context.newPage();
  const wrongs: string[] = [];
  const url = pathToFileURL(file).href;
  page.on('console', (message) => wrongs.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => wrongs.push(`exception: ${error.message}`));
  page.on('dialog', (dialog) => {
    wrongs.push(`dialog: ${dialog.message()}`);
    dialog.dismiss().catch(() => undefined);
  });
  page.on('popup', () => wrongs.push('popup'));
  page.on('request', (request) => {
    if (request.url() !== url) wrongs.push(`request: ${request.url()}`);
  });
  await page.goto(url, { waitUntil: 'load' });
  return { page, wrongs, close: () => context.close() };
}

/** How many pixels of a canvas have a colour at all, and how many different colours there are. */
export async function inkOf(page: Page, selector: string): Promise<{ pixels: number; colours: number }[]> {
  const script = `[...document.querySelectorAll(${JSON.stringify(selector)})].map((canvas) => {
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    const colours = new Set();
    let pixels = 0;
    for (let i = 0; i < data.length; i += 4) {
      if (data[i + 3] < 200) continue;
      pixels += 1;
      colours.add((data[i] << 16) | (data[i + 1] << 8) | data[i + 2]);
    }
    return { pixels, colours: colours.size };
  })`;
  return page.evaluate<{ pixels: number; colours: number }[]>(script);
}

/** How wide the page is and how wide its window: equal where nothing has to be scrolled sideways. */
export async function widths(page: Page): Promise<{ page: number; window: number }> {
  return page.evaluate<{ page: number; window: number }>(
    '({ page: document.documentElement.scrollWidth, window: document.documentElement.clientWidth })',
  );
}

export const elementsOn = (page: Page): Promise<number> =>
  page.evaluate<number>("document.querySelectorAll('*').length");
