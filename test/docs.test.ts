import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { hyperstudy } from './support/hyperstudy.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const pages = globSync(['*.md', 'docs/**/*.md', '{packages/*,nodes,action}/*.md'], { cwd: root })
  .filter((page) => !page.includes('node_modules'))
  .sort();
const read = (page: string) => readFileSync(join(root, page), 'utf8');

/** The hyperstudy commands in the code blocks and code spans of a page. */
function commandsIn(page: string): string[] {
  const blocks = [...read(page).matchAll(/```(?:sh|bash|console)\n([\s\S]*?)```/g)].flatMap(([, code = '']) =>
    code.split('\n'),
  );
  const spans = [...read(page).matchAll(/`(npx hyperstudy [^`]+)`/g)].map(([, code = '']) => code);
  return [...blocks, ...spans].flatMap(
    (line) => /(?:^|\s)npx hyperstudy (.+?)(?:\s+#.*)?$/.exec(line)?.[1] ?? [],
  );
}

/** Asked once each. */
const helps = new Map<string, ReturnType<typeof hyperstudy>>();
function helpOf(name: string): ReturnType<typeof hyperstudy> {
  const help = helps.get(name) ?? hyperstudy([name, '--help']);
  helps.set(name, help);
  return help;
}

const commands = [...new Set(pages.flatMap(commandsIn))];

describe('commands in the docs', () => {
  it('there are some', () => {
    expect(commands.length).toBeGreaterThan(5);
  });

  it.each(commands)('hyperstudy %s names a command and flags that exist', async (command) => {
    const [name = '', ...args] = command.split(/\s+/);
    const { stdout, code } = await helpOf(name);
    expect(code).toBe(0);
    const known = new Set(stdout.match(/--[a-z-]+/g));
    const flags = args.filter((arg) => arg.startsWith('--')).map((arg) => arg.split('=')[0] ?? arg);
    expect(flags.filter((flag) => !known.has(flag))).toEqual([]);
    expect(stdout).toMatch(new RegExp(`^Usage: hyperstudy ${name}`));
  });
});

it.each(pages)('links of %s lead somewhere', (page) => {
  const targets = [...read(page).matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)].map(([, target = '']) => target);
  const local = targets.filter((target) => !/^[a-z]+:/.test(target));
  expect(local.filter((target) => !existsSync(join(root, dirname(page), target)))).toEqual([]);
});

it('every npm script in the docs exists', () => {
  const { scripts } = JSON.parse(read('package.json'));
  const named = pages.flatMap((page) =>
    [...read(page).matchAll(/npm run ([a-z:-]+)/g)].map(([, name = '']) => name),
  );
  expect(named.filter((name) => !(name in scripts))).toEqual([]);
});

it('every exit code of the command is in the README', async () => {
  const { exitCodes } = await import('@hyperstudy-workflows/cli');
  for (const code of Object.values(exitCodes))
    expect(read('README.md')).toMatch(new RegExp(`^\\| ${code} +\\|`, 'm'));
});
