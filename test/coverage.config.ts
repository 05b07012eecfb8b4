import { globSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig, mergeConfig } from 'vitest/config';
import tests from '../vitest.config.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * For `npm run coverage`. Packages are taken from their sources, so that the tests of one count for what they use of another.
 * What runs in a process of its own doesn't count: the command, the action's bundle, Node-RED.
 */
export default mergeConfig(
  tests,
  defineConfig({
    root,
    resolve: {
      alias: globSync('packages/*/src/index.ts', { cwd: root }).map((file) => ({
        find: new RegExp(`^@hyperstudy-workflows/${file.split(/[\\/]/)[1]}$`),
        replacement: `${root}${file}`,
      })),
    },
    test: {
      coverage: {
        enabled: true,
        provider: 'v8',
        include: ['{packages/*,nodes,action}/src/**/*.ts'],
        // The pages of browsers, and entries that only start a process.
        exclude: [
          '**/*.d.ts',
          '**/*.generated.ts',
          'packages/export/src/report/client/**',
          'nodes/src/**/editor.ts',
          'nodes/src/editor/**',
        ],
        reporter: ['text-summary', 'json-summary'],
        reportsDirectory: 'out/coverage',
      },
    },
  }),
);
