import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';
import { installed } from '../../support/installed.ts';

/**
 * A headless Chromium. On Linux as root (containers, continuous integration) it is installed where it is missing;
 * elsewhere the one of the machine or of Playwright is used. There is no skipping: without a browser the test fails.
 */
export function openBrowser(): Promise<Browser> {
  const args = [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ];
  return chromium.launch({ executablePath: systemChromium(), args });
}

const known = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Undefined: Playwright's own. */
const systemChromium = (): string | undefined =>
  installed(['chromium'], () => known.find((path) => existsSync(path)));
