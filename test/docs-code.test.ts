import { execFile } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const pages = globSync(['*.md', 'docs/**/*.md', '{packages/*,nodes,action}/*.md'], { cwd: root }).sort();
const read = (page: string) => readFileSync(join(root, page), 'utf8');

it('the TypeScript of the docs compiles', async () => {
  const folder = join(root, 'node_modules/.cache/docs-code');
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const blocks = pages.flatMap((page) =>
    [...read(page).matchAll(/^```ts\n([\s\S]*?)^```/gm)].map(([, code = '']) => ({ page, code })),
  );
  expect(blocks.length).toBeGreaterThan(3);
  for (const [i, { page, code }] of blocks.entries())
    await writeFile(join(folder, `block-${i}.ts`), `// ${page}\n${code}\nexport {};\n`);
  const options = {
    noEmit: true,
    composite: false,
    declaration: false,
    declarationMap: false,
    incremental: false,
  };
  const config = {
    extends: '../../../tsconfig.json',
    compilerOptions: { ...options, types: ['node'], rewriteRelativeImportExtensions: false },
    files: undefined,
    include: ['*.ts'],
    references: [],
  };
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(config));
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  const done = await promisify(execFile)(process.execPath, [tsc, '-p', folder]).catch((error) => error);
  expect(done.stdout).toBe('');
});

it('the messages that troubleshooting quotes are in the code', () => {
  const sources = globSync('{packages/*,nodes,action}/src/**/*.{ts,json}', { cwd: root });
  const code = sources.map((file) => readFileSync(join(root, file), 'utf8')).join('\n');
  const quoted = read('docs/troubleshooting.md')
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .flatMap((line) => [...(line.split('|')[1] ?? '').matchAll(/`([^`]+)`/g)].map(([, text = '']) => text));
  expect(quoted.length).toBeGreaterThan(7);
  const missing = quoted.filter((text) =>
    text.split('…').some((part) => part.trim() !== '' && !code.includes(part.trim())),
  );
  expect(missing).toEqual([]);
});

it.each(pages)('the files and folders that %s names exist', (page) => {
  const paths = /`((?:packages|nodes|action|test|docs|examples|bench|scripts)\/[\w/.-]+)`/g;
  const named = [...read(page).matchAll(paths)].map(([, path = '']) => path);
  expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

it.each(['docs/guarantees.md', 'docs/threat-model.md'])('%s names a test for each row', (page) => {
  const rows = read(page)
    .split('\n')
    .filter((line) => /^\| (?!-|Promise|It may|They may)/.test(line));
  expect(rows.length).toBeGreaterThan(10);
  expect(rows.filter((row) => !/`[\w/-]*test\/[\w/.-]+` *\|$|\) *\|$/.test(row))).toEqual([]);
});
