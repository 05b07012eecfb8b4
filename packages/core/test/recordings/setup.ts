import { createCipheriv, createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import { type ConnectionOptions, HyperStudy } from '../../src/index.ts';
import { apiKey, type StorageServer, startStorageServer } from './storage-server.ts';

const cleanUps: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

/** A server that is closed after the test. */
export async function startServer(): Promise<StorageServer> {
  const server = await startStorageServer();
  cleanUps.push(() => server.close());
  return server;
}

/** A client without pauses between tries. */
export function connect(server: StorageServer, options: ConnectionOptions = {}): HyperStudy {
  const client = new HyperStudy({ apiKey, baseUrl: server.url, retry: { pause: 1 }, ...options });
  cleanUps.push(() => client.close());
  return client;
}

/** A folder that is removed after the test. */
export async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'recordings-'));
  cleanUps.push(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Contents of a folder by name. */
export async function readFolder(folder: string): Promise<Map<string, Buffer>> {
  const names = await readdir(folder);
  const entries = names.map(async (name) => [name, await readFile(join(folder, name))] as const);
  return new Map(await Promise.all(entries));
}

/** Bytes that look random and are the same for the same seed. */
export function someBytes(length: number, seed: number | string = 1): Buffer {
  const key = createHash('sha256').update(String(seed)).digest();
  return createCipheriv('aes-256-ctr', key, Buffer.alloc(16)).update(Buffer.alloc(length));
}

/** Recordings EG_0, EG_1, ... of these sizes; their contents are someBytes(size, index). */
export function addSome(
  server: StorageServer,
  sizes: readonly number[],
  facts: Record<string, unknown> = {},
): void {
  for (const [i, size] of sizes.entries()) server.add(`EG_${i}`, someBytes(size, i), facts);
}
