import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

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
function systemChromium(): string | undefined {
  const found = known.find((path) => existsSync(path));
  if (found !== undefined || process.platform !== 'linux' || process.getuid?.() !== 0) return found;
  const install = ['install', '-y', '--no-install-recommends', 'chromium'];
  for (const args of [['update'], install]) spawnSync('apt-get', args, { stdio: 'inherit' });
  return known.find((path) => existsSync(path));
}
