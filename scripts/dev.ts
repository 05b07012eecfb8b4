// Keeps everything built while you work: `npm run dev`. After a change of a source it runs what set-up runs: the script
// of the report's page, the compiler, the bundles of the nodes. Ctrl-C ends it.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { globSync, watch } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const root = join(import.meta.dirname, '..');
/** What is built; tests and nodes are only checked, by editors and `npm test -- types`. */
const projects = globSync(['packages/*/tsconfig.json', 'action/tsconfig.json'], { cwd: root });
const stopped = new AbortController();
let running: ChildProcess | undefined;
let changed = true;
let wake: () => void = () => undefined;

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop);
const sources = ['{packages/*,action,nodes}/src', 'nodes/{help,locales,icons}'];
for (const folder of globSync(sources, { cwd: root })) {
  watch(join(root, folder), { recursive: true, signal: stopped.signal }, (_, file) => {
    // The build itself writes these, among the sources.
    if (file?.includes('.generated.')) return;
    changed = true;
    wake();
  });
}

while (!stopped.signal.aborted) {
  if (changed) {
    changed = false;
    await build();
  } else
    await new Promise<void>((resolve) => {
      wake = resolve;
    });
}

async function build(): Promise<void> {
  const started = performance.now();
  const node = (script: string) => run(process.execPath, [join(root, script)]);
  const done =
    (await node('packages/export/build/report-assets.mts')) &&
    (await run(compilerPath(), ['-b', '--pretty', 'false', ...projects])) &&
    (await node('nodes/build/build.mts'));
  if (stopped.signal.aborted) return;
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(done ? `Built in ${seconds} s. Waiting for changes.` : 'Not built. Waiting for changes.');
}

/** Whether it went well. */
async function run(program: string, args: readonly string[]): Promise<boolean> {
  if (stopped.signal.aborted) return false;
  running = spawn(program, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
  const [code] = await once(running, 'exit');
  return code === 0;
}

function stop(): void {
  stopped.abort();
  running?.kill();
  wake();
}

/** The program itself: its script would start it as a process that goes on when the script is stopped. */
function compilerPath(): string {
  const typescript = createRequire(import.meta.url).resolve('typescript/package.json');
  const native = `@typescript/typescript-${process.platform}-${process.arch}/package.json`;
  const name = process.platform === 'win32' ? 'tsc.exe' : 'tsc';
  return join(dirname(createRequire(typescript).resolve(native)), 'lib', name);
}
