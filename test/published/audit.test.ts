import { writeFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import { afterEach, expect, it, vi } from 'vitest';
import { addToLock, auditOf } from '../../scripts/advisories.ts';
import { useFolders } from '../support/folder.ts';
import { sendJson, useServers } from '../support/server.ts';

/** npm's own audit against a registry of ours. */
const newFolder = useFolders();
const startServer = useServers();

interface Registry {
  readonly advisories: object;
  readonly status?: number;
}

/** A folder with a lockfile of one package, and what the registry was asked. */
async function audit({ advisories, status = 200 }: Registry) {
  const asked: unknown[] = [];
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    if (request.url?.endsWith('/security/advisories/bulk')) {
      const sent = await buffer(request);
      const body = request.headers['content-encoding'] === 'gzip' ? gunzipSync(sent) : sent;
      asked.push(JSON.parse(String(body)));
      return sendJson(response, advisories, status);
    }
    // Which versions there are, to tell which are touched.
    const versions = { '1.2.3': { name: 'bundled-one', version: '1.2.3', dist: {} } };
    sendJson(response, { name: 'bundled-one', 'dist-tags': { latest: '1.2.3' }, versions });
  };
  const url = await startServer((request, response) => void answer(request, response));
  vi.stubEnv('npm_config_registry', url);
  const folder = await newFolder();
  const lockfile = { lockfileVersion: 3, requires: true, packages: { '': { dependencies: {} } } };
  await writeFile(join(folder, 'package-lock.json'), JSON.stringify(lockfile));
  await addToLock(folder, [{ name: 'bundled-one', version: '1.2.3' }]);
  return { result: await auditOf(folder), asked };
}

afterEach(() => vi.unstubAllEnvs());

it('is clean where the registry knows nothing against a package', async () => {
  const { result, asked } = await audit({ advisories: {} });
  expect(asked).toEqual([{ 'bundled-one': ['1.2.3'] }]);
  expect(result).toEqual({ kind: 'clean' });
});

it('names an advisory', async () => {
  const advisory = {
    id: 1,
    url: 'https://example.org/advisory',
    title: 'Reads too much',
    severity: 'low',
    vulnerable_versions: '<2',
    cwe: [],
    cvss: { score: 0, vectorString: null },
  };
  const { result } = await audit({ advisories: { 'bundled-one': [advisory] } });
  const line = 'bundled-one <2: low: Reads too much (https://example.org/advisory)';
  expect(result).toEqual({ kind: 'advisories', advisories: [expect.stringContaining(line)] });
});

it('says that nothing was checked where the registry has no advisories', async () => {
  const { result } = await audit({ advisories: {}, status: 405 });
  expect(result).toEqual({ kind: 'unchecked', reason: expect.stringContaining('405') });
});
