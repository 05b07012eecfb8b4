import { defineConfig } from 'vitest/config';
import { leftOut, roomOf } from './rooms.ts';

const folder = 'packages/core/test';
const { tests, more } = roomOf();
const tried = process.env.MUTATION_MORE === undefined ? tests : [...tests, ...more];

export default defineConfig({
  test: {
    include: tried.map((name) => `${folder}/${name}${name.endsWith('.ts') ? '' : '/**/*.test.ts'}`),
    exclude: leftOut.map((file) => `${folder}/${file}`),
    // A third of the time: files share what they import.
    isolate: false,
    // A mutant that waits for ever is noticed as soon as this.
    testTimeout: 10_000,
  },
});
