import { existsSync } from 'node:fs';

/** Name, program and arguments. */
export type Step = readonly [name: string, program: string, ...args: string[]];

/** Parts of the repository by the word that names them, with the folders of their tests. */
const parts: Readonly<Record<string, readonly string[]>> = {
  core: ['packages/core/test/'],
  export: ['packages/export/test/'],
  cli: ['packages/cli/test/'],
  sandbox: ['packages/sandbox/test/'],
  nodes: ['nodes/test/', 'test/nodes/'],
  action: ['action/test/', 'test/action/'],
};

/** What a change breaks first, without browsers, installations, Node-RED and git. */
const fast = {
  steps: ['types', 'format and lint', 'lint with types', 'docs'],
  tests: ['packages/', 'action/test/'],
  // Hundreds of faults and kills, each against a server of its own.
  without: [
    'packages/core/test/recordings/{faults,kill,study}.test.ts',
    'packages/core/test/{budget/against-server,polling/restarts}.test.ts',
    'action/test/git/**',
  ],
};

/** The word by which a step is asked for: the first of its name. */
export const wordOf = ([name]: Step): string => name.split(' ')[0] ?? name;

/**
 * The steps for the arguments of `npm test --`: words for steps, parts of the repository, paths of test files, flags
 * for vitest. Nothing means everything, --fast what takes less than a minute.
 * @throws {Error} that says what there is, for a word that is none of these
 */
export function choose(steps: readonly Step[], args: readonly string[]): readonly Step[] {
  const isTests = ([name]: Step) => name === 'tests';
  if (args.includes('--fast')) {
    const tests = [...fast.tests, ...fast.without.flatMap((path) => ['--exclude', path])];
    return steps
      .filter((step) => isTests(step) || fast.steps.includes(step[0]))
      .map((step): Step => (isTests(step) ? [...step, ...tests] : step));
  }
  const flagsFrom = args.findIndex((arg) => arg.startsWith('-'));
  const words = flagsFrom < 0 ? args : args.slice(0, flagsFrom);
  const flags = flagsFrom < 0 ? [] : args.slice(flagsFrom);
  const named = steps.filter((step) => words.includes(wordOf(step)));
  const others = words.filter((word) => !named.some((step) => wordOf(step) === word));
  const unknown = others.filter((word) => !(word in parts) && !existsSync(word));
  if (unknown.length > 0) {
    throw new Error(
      `No step, part or test file: ${unknown.join(', ')}. Steps: ${steps.map(wordOf).join(', ')}. Parts: ${Object.keys(parts).join(', ')}.`,
    );
  }
  const places = others.flatMap((word) => parts[word] ?? [word]);
  if (words.length === 0 && flags.length === 0) return steps;
  const wantsTests = places.length > 0 || words.length === 0;
  return steps
    .filter((step) => named.includes(step) || (wantsTests && isTests(step)))
    .map((step): Step => (isTests(step) ? [...step, ...places, ...flags] : step));
}
