import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { exportSettings } from '@hyperstudy-workflows/export';
import { type Sandbox, startSandbox } from '@hyperstudy-workflows/sandbox';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { experimentScope, flowOf, helper, listIn, objectIn, run, temporaryFolder } from './support.ts';

/** Every setting of an export, as a node saves it and as a message brings it, up to the files. */
let sandbox: Sandbox;
let folder: string;
beforeAll(async () => {
  sandbox = await startSandbox();
  await new Promise<void>((resolve) => helper.startServer(() => resolve()));
});
afterAll(async () => {
  await new Promise<void>((resolve) => helper.stopServer(() => resolve()));
  await sandbox.close();
});
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => helper.unload());

const key = '6f1c3a90e7b24d58c9025fe1a7d3846b';

const basic = () => ({
  type: 'hyperstudy-export',
  version: 2,
  ...experimentScope(sandbox),
  directory: folder,
  directoryType: 'str',
  types: ['chat'],
  recordings: 'none',
});

interface Outcome {
  /** Paths below the folder, with / between. */
  readonly files: readonly string[];
  readonly payload: Record<string, unknown>;
  readonly manifest: Record<string, unknown>;
  /** Requests that this export sent. */
  readonly requests: number;
  readonly bytes: (path: string) => Promise<Buffer>;
}

async function exported(saved: object, message: object, times = 1): Promise<Outcome> {
  const node = await run(flowOf({ ...basic(), ...saved }, sandbox), sandbox.apiKey, key);
  let before = 0;
  for (let i = 0; i < times; i += 1) {
    before = sandbox.stats.requests;
    await node.input({ hyperstudy: message });
  }
  expect(node.caught.map(({ error }) => error)).toEqual([]);
  const payload = objectIn(node.out.at(-1)?.payload);
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)).replaceAll('\\', '/'));
  return {
    files: paths.filter((path) => !path.startsWith('.')).sort(),
    payload,
    manifest: objectIn(JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'))),
    requests: sandbox.stats.requests - before,
    bytes: (path) => readFile(join(folder, path)),
  };
}

const privacyOf = ({ manifest }: Outcome) => objectIn(manifest.privacy);
const headOf = async ({ bytes }: Outcome) => (await bytes('chat.csv')).toString().split('\n')[0] ?? '';

type Case = readonly [settings: object, check: (outcome: Outcome) => unknown, times?: number];

const cases: readonly Case[] = [
  [{ types: ['chat', 'rooms'] }, ({ files }) => expect(files).toContain('rooms.csv')],
  [
    { format: ['csv', 'parquet'] },
    async ({ files, bytes, payload }) => {
      expect(files).toEqual(expect.arrayContaining(['chat.csv', 'chat.parquet']));
      expect((await bytes('chat.parquet')).subarray(0, 4).toString()).toBe('PAR1');
      // The rows of two formats are the same.
      const [first] = listIn({ payload: payload.files });
      expect(payload.rows).toBe(objectIn(first).rows);
    },
  ],
  [
    { partition: 'room' },
    ({ files, payload }) => {
      expect(files).toContain(`rooms/${sandbox.roomId}/chat.csv`);
      const paths = listIn({ payload: payload.files }).map((file) => String(objectIn(file).path));
      expect(paths).toContain(join(folder, 'rooms', sandbox.roomId, 'chat.csv'));
    },
  ],
  [
    { gzip: true },
    async ({ bytes }) => expect([...(await bytes('chat.csv.gz')).subarray(0, 2)]).toEqual([0x1f, 0x8b]),
  ],
  [
    { csvDialect: 'excel' },
    async ({ bytes }) => expect([...(await bytes('chat.csv')).subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]),
  ],
  [{ formulaGuard: true }, ({ manifest }) => expect(manifest.files).toMatchObject([{ formulaGuard: true }])],
  [
    { types: ['chat', 'recordings'], recordings: 'metadata' },
    ({ files }) => expect(files).toContain('recordings.csv'),
  ],
  [
    { recordings: 'download', recordingType: 'audio', concurrency: '1' },
    async ({ files }) => {
      const media = files.filter((path) => path.startsWith('recordings/'));
      expect(media.length).toBeGreaterThan(0);
      expect(media.filter((path) => /video/i.test(path))).toEqual([]);
    },
  ],
  [{ deployment: 'dep_none' }, ({ payload }) => expect(payload.rows).toBe(0)],
  [
    { types: ['events'], start: '2001-01-01T00:00:00Z', end: '2001-01-02T00:00:00Z' },
    ({ payload }) => expect(payload.rows).toBe(0),
  ],
  [{ bids: true }, ({ files }) => expect(files).toContain('bids/dataset_description.json')],
  [{ datapackage: true }, ({ files }) => expect(files).toContain('datapackage.json')],
  [{ codebook: false }, ({ files }) => expect(files).not.toContain('codebook.md')],
  [
    { report: false },
    ({ files, payload }) => {
      expect(files).not.toContain('report.html');
      expect(payload.report).toBeNull();
    },
  ],
  [{ pseudonymize: true }, (outcome) => expect(privacyOf(outcome).pseudonymized).toBe(true)],
  [{ shiftDates: 'study' }, (outcome) => expect(privacyOf(outcome).shiftedDates).toBe('study')],
  [{ onlyConsented: true }, (outcome) => expect(privacyOf(outcome).onlyConsented).toBe(true)],
  [
    { dropColumns: 'roomId' },
    async (outcome) => expect((await headOf(outcome)).split(',')).not.toContain('roomId'),
  ],
  [{ pageSize: '3' }, ({ requests }) => expect(requests).toBeGreaterThan(8)],
  // Read again, though nothing is new.
  [{ full: true, pageSize: 3 }, ({ requests }) => expect(requests).toBeGreaterThan(8), 2],
];

describe.each(['saved', 'brought by a message'])('settings, %s', (how) => {
  test.for(cases)('%j', async ([settings, check, times]) => {
    const [saved, message] = how === 'saved' ? [settings, {}] : [{}, settings];
    await check(await exported(saved, message, times));
  });
});

test('every setting is in the cases above', () => {
  const tried = new Set(cases.flatMap(([settings]) => Object.keys(settings)));
  expect([...tried].sort()).toEqual(Object.keys(exportSettings).sort());
});

test('with nothing set: chat as CSV, and the report', async () => {
  const { files, payload } = await exported({}, {});
  expect(files).toEqual(['chat.csv', 'codebook.json', 'codebook.md', 'manifest.json', 'report.html']);
  expect(payload.report).toBe(join(folder, 'report.html'));
});

test('a node of version 1 does what it did', async () => {
  const { files } = await exported({ version: 1 }, {});
  expect(files).toEqual(['chat.csv', 'codebook.json', 'codebook.md', 'manifest.json', 'report.html']);
});
