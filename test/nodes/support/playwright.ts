export type { Browser, Locator, Page } from 'playwright-core';
export { expect } from 'vitest';
