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

/** What is drawn on a canvas. */
export interface Ink {
  /** Pixels that are not see-through. */
  readonly pixels: number;
  /** Of those, how many have about the colour of the first and of the second participant. */
  readonly first: number;
  readonly second: number;
}

export async function inkOf(page: Page, selector: string): Promise<Ink[]> {
  const script = `[...document.querySelectorAll(${JSON.stringify(selector)})].map((canvas) => {
    // From a copy: the browser warns of canvases that are read again and again.
    const copy = Object.assign(document.createElement('canvas'), { width: canvas.width, height: canvas.height });
    const context = copy.getContext('2d', { willReadFrequently: true });
    context.drawImage(canvas, 0, 0);
    const { data } = context.getImageData(0, 0, copy.width, copy.height);
    const colour = (name) => {
      const hex = getComputedStyle(document.documentElement).getPropertyValue(name).trim();
      return [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
    };
    const count = (wanted) => {
      let pixels = 0;
      for (let i = 0; i < data.length; i += 4)
        if (data[i + 3] > 200 && wanted.every((part, n) => Math.abs(data[i + n] - part) < 30)) pixels += 1;
      return pixels;
    };
    let pixels = 0;
    for (let i = 3; i < data.length; i += 4) if (data[i] > 200) pixels += 1;
    return { pixels, first: count(colour('--p0')), second: count(colour('--p1')) };
  })`;
  return page.evaluate<Ink[]>(script);
}

/** How wide the page is and how wide its window: equal where nothing has to be scrolled sideways. */
export async function widths(page: Page): Promise<{ page: number; window: number }> {
  return page.evaluate<{ page: number; window: number }>(
    '({ page: document.documentElement.scrollWidth, window: document.documentElement.clientWidth })',
  );
}

export const elementsOn = (page: Page): Promise<number> =>
  page.evaluate<number>("document.querySelectorAll('*').length");
