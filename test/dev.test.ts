import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { everyFileIn, useFolders } from './support/folder.ts';
import { copyOfRepository } from './support/repository-copy.ts';
import { run } from './support/run.ts';

/** npm run dev, in a copy. */
const newFolder = useFolders();
let folder: string;
let dev: ChildProcessByStdio<null, Readable, Readable>;
let output = '';

beforeAll(async () => {
  folder = join(await newFolder(), 'copy');
  await copyOfRepository(folder);
  dev = spawn(process.execPath, ['scripts/dev.ts'], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  for (const stream of [dev.stdout, dev.stderr])
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  await says(/^Built in/m);
});
afterAll(() => {
  dev.kill('SIGKILL');
});

/** It says so, from now on. */
async function says(words: RegExp): Promise<void> {
  const since = output.length;
  while (!words.test(output.slice(since))) await once(dev.stdout, 'data');
}

async function filesWith(dist: string, text: string): Promise<string[]> {
  const paths = await everyFileIn(join(folder, dist));
  const found = await Promise.all(
    paths.map(async (path) =>
      (await readFile(join(folder, dist, path), 'utf8')).includes(text) ? path : [],
    ),
  );
  return found.flat().filter((path) => !path.endsWith('.map'));
}

it('a change of a source turns up in the package, and in the nodes, which bundle it', async () => {
  const source = join(folder, 'packages/core/src/environment/redact.ts');
  const built = says(/^Built in/m);
  await appendFile(source, "\nexport const changed = 'a change while dev runs';\nconsole.log(changed);\n");
  await built;
  expect(await filesWith('packages/core/dist', 'a change while dev runs')).toContain('environment/redact.js');
  expect(await filesWith('nodes/dist', 'a change while dev runs')).not.toEqual([]);
});

it('an error in a source is shown, and does not end it', async () => {
  const source = join(folder, 'packages/core/src/environment/redact.ts');
  const right = await readFile(source, 'utf8');
  const failed = says(/^Not built/m);
  await writeFile(source, `${right}export const wrong: number = 'a text';\n`);
  await failed;
  expect(output).toMatch(/redact\.ts\(\d+,\d+\): error TS2322/);
  const path = join(folder, 'nodes/help/en-US/fetch.md');
  const built = says(/^Built in/m);
  await writeFile(source, right);
  await writeFile(path, `${await readFile(path, 'utf8')}\nA change of the help.\n`);
  await built;
  expect(await filesWith('nodes/dist', 'A change of the help.')).toEqual(['hyperstudy-fetch.html']);
});

it('ends by Ctrl-C in the middle of a build, and leaves no process behind', async () => {
  // Closed is what no process holds open any more.
  const closed = once(dev, 'close');
  const since = output.length;
  await appendFile(join(folder, 'packages/core/src/index.ts'), '\n');
  await compiling();
  dev.kill('SIGINT');
  expect(await closed).toEqual([0, null]);
  expect(output.slice(since)).toBe('');
});

/** The compiler runs, as a process that is its own. */
async function compiling(): Promise<void> {
  const children = () => run('ps', ['-o', 'comm=', '--ppid', String(dev.pid)]);
  while (!/^tsc$/m.test((await children()).stdout)) if (dev.exitCode !== null) throw new Error(output);
}
