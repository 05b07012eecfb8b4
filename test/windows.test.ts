import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { repository } from './support/copy.ts';
import { run } from './support/run.ts';

/** What would work on Linux and macOS only. */
const read = (path: string) => readFileSync(join(repository, path), 'utf8');
const manifests = ['package.json', 'packages/*/package.json', 'nodes/package.json', 'action/package.json'];
const tracked = async () => {
  const { stdout } = await run('git', ['ls-files', '-z'], { cwd: repository });
  return stdout.split('\0').filter((path) => path !== '');
};

describe('what users run', () => {
  it('npm scripts need no shell: one program and its arguments', () => {
    for (const file of globSync(manifests, { cwd: repository })) {
      const { scripts = {} }: { scripts?: Record<string, string> } = JSON.parse(read(file));
      for (const [name, command] of Object.entries(scripts)) {
        expect(command, `${file} ${name}`).toMatch(/^(node|biome|npm|npx) [\w:@./ =-]+$/);
      }
    }
  });

  it('programs of packages are JavaScript that npm can start', () => {
    for (const file of globSync(manifests, { cwd: repository })) {
      const { bin = {} }: { bin?: Record<string, string> } = JSON.parse(read(file));
      for (const path of Object.values(bin)) {
        expect(path).toMatch(/\.js$/);
        expect(read(join(file, '..', path))).toMatch(/^#!\/usr\/bin\/env node\n/);
      }
    }
  });

  it('scripts start no program of Linux alone, and none through a shell with a path in its arguments', () => {
    for (const file of globSync('scripts/*.{ts,mjs}', { cwd: repository })) {
      const code = read(file);
      expect(code, file).not.toMatch(/spawn(Sync)?\('(sh|bash|rm|cp|mv|cat|chmod|ln|grep|sed)'/);
      // cmd.exe takes the space in C:\Program Files for the end of the program's name.
      expect(code, file).not.toMatch(/spawn(Sync)?\(process\.execPath[^;]*shell:/);
    }
  });

  it('docs say how to set each variable in PowerShell too', () => {
    const pages = globSync(['*.md', 'docs/**/*.md', '{packages/*,nodes,action}/*.md'], { cwd: repository });
    const set = pages.flatMap((page) =>
      [...read(page).matchAll(/^export (\w+)=/gm)].map(([, name = '']) => [page, name] as const),
    );
    expect(set.length).toBeGreaterThan(1);
    for (const [page, name] of set) expect(read(page), page).toContain(`$env:${name} = `);
  });

  it('the key that docs make in PowerShell is one that is accepted', async () => {
    const code = /= node -p "([^"]+)"/.exec(read('docs/privacy.md'))?.[1] ?? '';
    const { stdout } = await run(process.execPath, ['-p', code]);
    expect(stdout.trim()).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe('files of the repository', () => {
  it('have names that Windows takes, and that differ in more than capital letters', async () => {
    const paths = await tracked();
    expect(paths.length).toBeGreaterThan(500);
    for (const path of paths) {
      expect(path.length, path).toBeLessThan(140);
      for (const part of path.split('/')) {
        expect(part).not.toMatch(/[<>:"\\|?*]|[. ]$/);
        expect(part).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i);
      }
    }
    expect(new Set(paths.map((path) => path.toLowerCase())).size).toBe(paths.length);
  });

  it('are checked out with the line ends that they have here', async () => {
    const { stdout } = await run('git', ['ls-files', '--eol'], { cwd: repository });
    expect(
      stdout.split('\n').filter((line) => /^i\/(crlf|mixed)/.test(line) && !line.includes('attr/-text')),
    ).toEqual([]);
  });
});
