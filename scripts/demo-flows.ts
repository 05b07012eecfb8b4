// A study that is under way, and a real Node-RED with the HyperStudy nodes and their examples. Ctrl-C stops both.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox } from '@hyperstudy-workflows/sandbox';

const root = join(import.meta.dirname, '..');
const port = Number(process.argv[2] ?? process.env.PORT ?? 1880);
const sandbox = await startSandbox({ live: { every: 60_000 } });
const userDir = await mkdtemp(join(tmpdir(), 'hyperstudy-demo-'));
const scope = join(userDir, 'node_modules/@hyperstudy-workflows');
await mkdir(scope, { recursive: true });
await symlink(join(root, 'nodes'), join(scope, 'node-red-hyperstudy'), 'junction');
await writeFile(join(userDir, 'flows.json'), JSON.stringify(await examples()));
await writeFile(join(userDir, 'settings.js'), `module.exports = ${JSON.stringify(settings())};\n`);

const program = createRequire(import.meta.url).resolve('node-red/red.js');
const nodeRed = spawn(
  process.execPath,
  [program, '--userDir', userDir, '--settings', join(userDir, 'settings.js')],
  {
    cwd: userDir,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      HYPERSTUDY_BASE_URL: sandbox.url,
      HYPERSTUDY_API_KEY: sandbox.apiKey,
      HYPERSTUDY_EXPERIMENT: sandbox.experimentId,
    },
  },
);
nodeRed.stdout.on('data', (chunk: Buffer) => {
  const text = chunk.toString();
  process.stdout.write(text);
  if (text.includes('Started flows')) tell();
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => nodeRed.kill(signal));
const [code] = await once(nodeRed, 'exit');
await sandbox.close();
await rm(userDir, { recursive: true, force: true });
process.exitCode = Number(code ?? 0);

function tell(): void {
  console.log(`\nNode-RED with the HyperStudy nodes:  http://127.0.0.1:${port}/`);
  console.log(`A page that shows ratings as they come:  http://127.0.0.1:${port}/hyperstudy`);
  console.log(`The study is local and goes on: ${sandbox.url}. Ctrl-C stops both.\n`);
}

/** All examples as one set of flows; they share their connection. */
async function examples(): Promise<unknown[]> {
  const folder = join(root, 'examples/flows');
  const files = await readdir(folder);
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
  const nodes = texts.flatMap((text): { id: string }[] => JSON.parse(text));
  return [...new Map(nodes.map((node) => [node.id, node])).values()];
}

function settings() {
  return {
    uiPort: port,
    uiHost: '127.0.0.1',
    flowFile: 'flows.json',
    credentialSecret: 'only a demo',
    telemetry: { enabled: false, updateNotification: false },
    editorTheme: { tours: false, palette: { catalogues: [] } },
    externalModules: { autoInstall: false, palette: { allowInstall: false } },
  };
}
