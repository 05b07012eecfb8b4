// Takes the pictures of the report that the docs show, from the study of the demo:
//
//   npm run demo && node scripts/report-pictures.ts
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { openBrowser } from '../test/nodes/support/browser.ts';

interface Picture {
  readonly name: string;
  readonly colorScheme: 'light' | 'dark';
  readonly width: number;
  readonly height: number;
  /** What stands at the top; the page from its beginning where undefined. */
  readonly from?: string;
}

const pictures: readonly Picture[] = [
  { name: 'report-light', colorScheme: 'light', width: 1080, height: 1180, from: 'details.room' },
  { name: 'report-dark', colorScheme: 'dark', width: 1080, height: 960 },
  { name: 'report-phone', colorScheme: 'light', width: 390, height: 1180, from: '.timeline' },
];

const browser = await openBrowser();
for (const { name, colorScheme, width, height, from } of pictures) {
  const page = await browser.newPage({ colorScheme, viewport: { width, height }, reducedMotion: 'reduce' });
  await page.goto(pathToFileURL(resolve('out/report.html')).href);
  await page.locator('figure.chart canvas').first().waitFor();
  const box = from === undefined ? null : await page.locator(from).first().boundingBox();
  await page.evaluate("document.querySelector('nav').style.position = 'static'");
  const path = `docs/images/${name}.png`;
  await page.screenshot({
    path,
    fullPage: true,
    clip: { x: 0, y: Math.max(0, (box?.y ?? 12) - 12), width, height },
  });
  console.log(path);
  await page.close();
}
await browser.close();
