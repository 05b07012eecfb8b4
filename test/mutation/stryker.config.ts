import { roomOf } from './rooms.ts';

const { name } = roomOf();
const out = `out/mutation/${name}`;

/** Stryker's settings for one room. Mutants live in a copy below out/, never in the sources. */
export default {
  testRunner: 'vitest',
  vitest: { configFile: 'test/mutation/vitest.config.ts', related: false },
  plugins: ['@stryker-mutator/vitest-runner'],
  mutate: [`packages/core/src/${name}/**/*.ts`, '!packages/core/src/**/index.ts'],
  // Nearly all texts are messages for people, which tests shouldn't spell out.
  mutator: { excludedMutations: ['StringLiteral'] },
  ignorePatterns: [
    '**',
    '!package.json',
    '!tsconfig.json',
    '!{packages/*,action,nodes,test}/tsconfig*.json',
    '!packages/core/**',
    'packages/core/{dist,node_modules}',
    '!test/mutation/**',
  ],
  tempDirName: `${out}/tmp`,
  // It would rewrite tsconfig.json through a programming interface that TypeScript 7 doesn't have.
  tsconfigFile: 'none',
  incremental: true,
  incrementalFile: `${out}/incremental.json`,
  coverageAnalysis: 'perTest',
  // What is made once when a module is loaded would need a process of its own for each mutant.
  ignoreStatic: true,
  concurrency: 1,
  timeoutMS: 6_000,
  timeoutFactor: 1,
  reporters: ['clear-text', 'json', 'progress-append-only'],
  jsonReporter: { fileName: `${out}/report.json` },
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false, reportScoreTable: true },
};
