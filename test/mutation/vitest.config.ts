import { defineConfig } from 'vitest/config';
import { leftOut, roomOf } from './rooms.ts';

const folder = 'packages/core/test';

export default defineConfig({
  test: {
    include: roomOf().tests.map((name) => `${folder}/${name}/**/*.test.ts`),
    exclude: leftOut.map((file) => `${folder}/${file}`),
    // A mutant that waits for ever is noticed as soon as this.
    testTimeout: 10_000,
  },
});
