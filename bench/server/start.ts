import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Counts, ServerSettings } from './settings.ts';

export interface BenchServer {
  /** Base URL for a client. */
  readonly url: string;
  readonly origin: string;
  /** Forgets what was asked for. */
  reset(): Promise<void>;
  counts(): Promise<Counts>;
  stop(): Promise<void>;
}

/** Starts the server in a process of its own. */
export async function startServer(settings: ServerSettings): Promise<BenchServer> {
  const script = fileURLToPath(new URL('main.ts', import.meta.url));
  const child = spawn(process.execPath, ['--max-old-space-size=8192', script, JSON.stringify(settings)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await Promise.race([once(child.stdout, 'data'), failure(child)]);
  const { origin }: { origin: string } = JSON.parse(String(line));
  const control = async (what: string): Promise<Counts> =>
    (await fetch(`${origin}/control/${what}`)).json() as Promise<Counts>;
  return {
    origin,
    url: `${origin}/api/v3`,
    reset: async () => void (await control('reset')),
    counts: () => control('counts'),
    stop: async () => {
      const ended = once(child, 'close');
      child.kill();
      await ended;
    },
  };
}

async function failure(child: ChildProcess): Promise<never> {
  const [code] = await once(child, 'exit');
  throw new Error(`The server of the benchmarks ended with ${code}.`);
}
