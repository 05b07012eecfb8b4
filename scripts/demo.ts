// Shows the main job end to end: a local HyperStudy, an export of its study with recordings, a table of what came.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { createInterface } from 'node:readline';

const bin = 'packages/cli/bin/hyperstudy.js';

const sandbox = spawn(process.execPath, [bin, 'sandbox'], { stdio: ['ignore', 'pipe', 'inherit'] });
try {
  const ready = await firstLine();
  await rm('out', { recursive: true, force: true });
  console.log(`A local HyperStudy runs at ${ready.url}\n`);
  const args = ['export', '--experiment', ready.experimentId, '--recordings', 'download', '--out', 'out'];
  console.log(`$ npx hyperstudy ${args.join(' ')}\n`);
  const env = { ...process.env, HYPERSTUDY_BASE_URL: ready.url, HYPERSTUDY_API_KEY: ready.apiKey };
  const exported = spawn(process.execPath, [bin, ...args], { stdio: 'inherit', env });
  const [code] = await once(exported, 'exit');
  process.exitCode = Number(code ?? 1);
} finally {
  sandbox.kill();
}

async function firstLine(): Promise<{ url: string; apiKey: string; experimentId: string }> {
  const lines = createInterface({ input: sandbox.stdout });
  const exited = once(sandbox, 'exit').then(() => {
    throw new Error('The sandbox did not start.');
  });
  const [line] = await Promise.race([once(lines, 'line'), exited]);
  return JSON.parse(String(line));
}
