import { readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesIn, useFolders } from './support/folder.ts';
import { hyperstudy } from './support/hyperstudy.ts';
import { sendJson, useServers } from './support/server.ts';

const newServer = useServers();
const newFolder = useFolders();

const event = { id: 'evt_1', timestamp: '2026-03-11T15:04:20.000Z', onset: 0 };
const allowed = { status: 'success', data: [{ canView: true, canExport: true }] };

/** Exports the events of an experiment from a server that lets everyone in and answers them in its own way. */
async function exportEvents(answer: (response: ServerResponse) => void) {
  const url = await newServer((request, response) => {
    if (request.url?.includes('/check-access/')) sendJson(response, allowed);
    else answer(response);
  });
  const out = join(await newFolder(), 'study');
  const outcome = await hyperstudy(
    ['export', '--experiment', 'exp_1', '--types', 'events', '--no-codebook', '--out', out, '--quiet'],
    { env: { HYPERSTUDY_BASE_URL: url, HYPERSTUDY_API_KEY: 'hst_test_1' } },
  );
  expect(outcome.stderr).not.toMatch(/\n\s+at |node:internal|TypeError|please report it/);
  return { ...outcome, out, files: await filesIn(out).catch(() => []) };
}

// Side by side: some are tried again, with pauses.
describe.concurrent('answers that are no data', () => {
  it('HTML with a 200 is named, and nothing is written', async () => {
    const result = await exportEvents((response) => {
      response.writeHead(200, { 'content-type': 'text/html' }).end('<html><h1>Sign in</h1></html>');
    });
    expect(result.stderr).toMatch(/^error: HyperStudy sent HTML, probably of a gateway/);
    expect(result.code).toBe(1);
    expect(result.files).toEqual([]);
  });

  it('HTML with a 404 is a wrong address', async () => {
    const result = await exportEvents((response) => {
      response.writeHead(404, { 'content-type': 'text/html' }).end('<html>Not here</html>');
    });
    expect(result.stderr).toMatch(/^error: HyperStudy does not know this \(404/);
    expect(result.stderr).not.toContain('<html>');
    expect(result.code).toBe(2);
    expect(result.files).toEqual([]);
  });

  it('cut-off JSON', async () => {
    const result = await exportEvents((response) => {
      response
        .writeHead(200, { 'content-type': 'application/json' })
        .end('{"status":"success","data":[{"id":');
    });
    expect(result.stderr).toMatch(/^error: HyperStudy sent cut-off or broken JSON/);
    expect(result.code).toBe(1);
    expect(result.files).toEqual([]);
  });

  it('a 200 that says error is an error', async () => {
    const result = await exportEvents((response) =>
      sendJson(response, { status: 'error', error: { code: 'FORBIDDEN', message: 'no' } }),
    );
    expect(result.code).toBe(3);
    expect(result.files).toEqual([]);
  });

  it('a connection that breaks off', async () => {
    const result = await exportEvents((response) => response.destroy());
    expect(result.stderr).toMatch(/^error: .*connection broke/m);
    expect(result.code).toBe(1);
    expect(result.files).toEqual([]);
  });
});

/** There is a table, it has no row, and the manifest is there. */
async function expectHeaderAlone({ out, files }: { out: string; files: readonly string[] }): Promise<void> {
  expect(files).toEqual(['events.csv', 'manifest.json', 'report.html']);
  expect(await readFile(join(out, 'events.csv'), 'utf8')).toMatch(/^id,.*\n$/);
}

describe('answers without rows', () => {
  it('an empty 204 is an empty list', async () => {
    const result = await exportEvents((response) => response.writeHead(204).end());
    await expectHeaderAlone(result);
    expect(result.stderr).toBe('');
    expect(result.code).toBe(0);
  });

  const answers: Readonly<Record<string, unknown>> = {
    'data missing': { status: 'success', metadata: {} },
    'data null': { status: 'success', data: null, metadata: null },
    null: null,
    'a number': 7,
  };

  it.each(Object.entries(answers))('%s: nobody can say that it is all', async (_, body) => {
    const result = await exportEvents((response) => sendJson(response, body));
    await expectHeaderAlone(result);
    expect(result.stderr).toMatch(/^warning: events: \S/m);
    expect(result.code).toBe(5);
  });

  it('rows that are promised and don’t come are an integrity failure', async () => {
    const pagination = { total: 3, returned: 0, hasMore: true };
    const result = await exportEvents((response) =>
      sendJson(response, { status: 'success', data: [], metadata: { pagination } }),
    );
    expect(result.stderr).toMatch(/events: The server says there is more/);
    expect(result.code).toBe(5);
  });
});

describe('rows in odd envelopes', () => {
  const envelopes: Readonly<Record<string, unknown>> = {
    'metadata missing': { status: 'success', data: [event] },
    'metadata null': { status: 'success', data: [event], metadata: null },
    'metadata a text': { status: 'success', data: [event], metadata: 'none' },
    '_warnings null': { status: 'success', data: [event], metadata: { _warnings: null } },
    'pagination of wrong types': {
      status: 'success',
      data: [event],
      metadata: { pagination: { total: '1', hasMore: 'no', nextOffset: null } },
    },
    'a bare array': [event],
    'an object for an array of one': { status: 'success', data: event },
  };

  it.each(Object.entries(envelopes))('%s: the row is kept', async (_, envelope) => {
    const result = await exportEvents((response) => sendJson(response, envelope));
    expect(result.stderr).toBe('');
    expect(result.code).toBe(0);
    const csv = await readFile(join(result.out, 'events.csv'), 'utf8');
    expect(csv.trimEnd().split('\n')).toHaveLength(2);
  });

  it('entries that are no records are counted, and what is one is kept', async () => {
    const data = [event, null, 7, 'x', []];
    const result = await exportEvents((response) => sendJson(response, { status: 'success', data }));
    expect(result.stderr).toMatch(/events: .*4 entries that are no records/);
    expect(result.code).toBe(5);
    const csv = await readFile(join(result.out, 'events.csv'), 'utf8');
    expect(csv.trimEnd().split('\n')).toHaveLength(2);
  });

  it('_warnings that are a text are a warning', async () => {
    const metadata = { _warnings: 'slow' };
    const result = await exportEvents((response) =>
      sendJson(response, { status: 'success', data: [event], metadata }),
    );
    expect(result.stderr).toMatch(/^warning: .*slow/);
    expect(result.code).toBe(0);
  });

  it('warnings of the server reach the manifest, whatever their type', async () => {
    const _warnings = ['MISSING_INDEX: slow', { code: 7 }, null];
    const result = await exportEvents((response) =>
      sendJson(response, { status: 'success', data: [event], metadata: { _warnings } }),
    );
    const manifest = JSON.parse(await readFile(join(result.out, 'manifest.json'), 'utf8'));
    expect(manifest.warnings).toContainEqual({ type: 'events', warning: 'MISSING_INDEX: slow' });
    expect(manifest.warnings).toHaveLength(3);
  });

  it('fields of the wrong type are kept as they came', async () => {
    const odd = {
      id: 7,
      timestamp: 12,
      onset: 'late',
      eventType: null,
      response: 'yes',
      context: [1, { a: 2 }],
    };
    const result = await exportEvents((response) => sendJson(response, { status: 'success', data: [odd] }));
    expect(result.code).toBe(0);
    const [header = '', row = ''] = (await readFile(join(result.out, 'events.csv'), 'utf8')).split('\n');
    const cells = row.split(',');
    const cell = (name: string) => cells[header.split(',').indexOf(name)];
    expect(cell('id')).toBe('7');
    expect(cell('timestamp')).toBe('12');
    expect(cell('onset')).toBe('late');
    expect(cell('onset_sec')).toBe('');
    expect(cell('response')).toBe('yes');
  });

  it('recordings without anything that identifies them don’t stop an export', async () => {
    const url = await newServer((request, response) => {
      if (request.url?.includes('/check-access/')) sendJson(response, allowed);
      else sendJson(response, { status: 'success', data: [{}, { metadata: null }, { duration: 'long' }] });
    });
    const out = join(await newFolder(), 'study');
    const result = await hyperstudy(
      ['export', '--experiment', 'exp_1', '--types', 'recordings', '--out', out, '--quiet'],
      { env: { HYPERSTUDY_BASE_URL: url, HYPERSTUDY_API_KEY: 'hst_test_1' } },
    );
    expect(result.stderr).toMatch(/^warning: .*duration/);
    expect(result.code).toBe(0);
  });

  it.each<[string, unknown]>([
    ['null', null],
    ['a list of null', { status: 'success', data: [null] }],
    ['nothing in it', { status: 'success' }],
  ])('access that says %s doesn’t stop an export', async (_, access) => {
    const url = await newServer((request, response) => {
      sendJson(response, request.url?.includes('/check-access/') ? access : { data: [event] });
    });
    const out = join(await newFolder(), 'study');
    const result = await hyperstudy(
      ['export', '--experiment', 'exp_1', '--types', 'events', '--out', out, '--quiet'],
      { env: { HYPERSTUDY_BASE_URL: url, HYPERSTUDY_API_KEY: 'hst_test_1' } },
    );
    expect(result.stderr).toBe('');
    expect(result.code).toBe(0);
  });
});

it('control characters and colours of a server don’t reach the terminal', async () => {
  const result = await exportEvents((response) =>
    sendJson(response, { error: { message: 'a\u001b[31mred\nb\u0007' } }, 400),
  );
  expect(result.stderr.trimEnd().split('\n')).toHaveLength(1);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what must not be there
  expect(result.stderr.trimEnd()).not.toMatch(/[\u0000-\u001f]/);
  expect(result.code).toBe(2);
});
