import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, it } from 'vitest';
import { useFolders } from './support/folder.ts';
import { eventAt, eventsEverySecond, GrowingList } from './support/growing-list.ts';
import { bin, connectionTo, hyperstudy } from './support/hyperstudy.ts';
import { useServers } from './support/server.ts';

const newFolder = useFolders();
const newServer = useServers();

async function listOf(count: number) {
  const list = new GrowingList(eventsEverySecond(count));
  const url = await newServer(list.handle);
  const state = join(await newFolder(), 'state.json');
  const env = connectionTo({ url, apiKey: 'hst_test_0' });
  const args = ['poll', '--room', 'room_1', '--type', 'events', '--state', state];
  const round = async (...more: string[]) => {
    const { stdout, stderr, code } = await hyperstudy([...args, '--once', ...more], { env });
    expect(stderr).toBe('');
    expect(code).toBe(0);
    return stdout.split('\n').flatMap((line) => (line === '' ? [] : [String(JSON.parse(line).id)]));
  };
  return { list, round, args, env };
}

describe('hyperstudy poll', () => {
  it('prints what is new, run after run, late and equal records too', async () => {
    const { list, round } = await listOf(300);
    expect(await round('--from', 'all')).toHaveLength(300);
    expect(await round()).toEqual([]);
    list.add(eventAt('late', 250));
    list.add(eventAt('equal', 299));
    list.add(eventAt('new', 301));
    expect(await round()).toEqual(['late', 'equal', 'new']);
    expect(await round()).toEqual([]);
  });

  it('goes on until it is interrupted, and loses nothing when it starts again', async () => {
    const { list, round, args, env } = await listOf(10);
    const child = spawn(process.execPath, [bin, ...args, '--from', 'all', '--interval', '50ms'], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ids: string[] = [];
    createInterface({ input: child.stdout }).on('line', (line) => ids.push(String(JSON.parse(line).id)));
    await until(() => ids.length === 10);
    list.add(eventAt('during', 20));
    await until(() => ids.length === 11);
    child.kill('SIGINT');
    const [code] = await once(child, 'exit');
    expect(code).toBe(0);
    list.add(eventAt('after', 30));
    // At least once: what was printed last may come again.
    expect((await round()).at(-1)).toBe('after');
  });

  it('refuses what it can not poll', async () => {
    const { env } = await listOf(1);
    const outcome = await hyperstudy(['poll', '--room', 'r', '--type', 'evnts', '--once'], { env });
    expect(outcome.stderr).toMatch(/Unknown data type "evnts"\. Did you mean events\?/);
    expect(outcome.code).toBe(2);
  });
});

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 10));
}
