import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: [
      'packages/*/test/**/*.test.ts',
      'nodes/test/**/*.test.ts',
      'action/test/**/*.test.ts',
      'test/**/*.test.ts',
    ],
    // Ends what hangs; a busy machine may take long over tests that start processes.
    testTimeout: 90_000,
    hookTimeout: 90_000,
    maxWorkers: 2,
  },
});
