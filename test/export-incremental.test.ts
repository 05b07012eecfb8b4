import { join } from 'node:path';
import { HyperStudy } from '@hyperstudy-workflows/core';
import {
  type ExportOptions,
  type ExportResult,
  type ExportSettings,
  exportStudy,
} from '@hyperstudy-workflows/export';
import { afterAll, describe, expect, it } from 'vitest';
import { useFolders } from './support/folder.ts';
import { eventAt, eventsEverySecond, GrowingList } from './support/growing-list.ts';
import { expectSameFolders } from './support/same-folders.ts';
import { useServers } from './support/server.ts';

const newFolder = useFolders();
const newServer = useServers();
const clients: HyperStudy[] = [];
afterAll(() => Promise.all(clients.map((client) => client.close())));

/** Ways to lay out a folder; each must end as if it had been exported at once. */
const layouts: readonly (readonly [string, ExportSettings])[] = [
  ['csv', {}],
  ['csv, ndjson and parquet', { format: ['csv', 'ndjson', 'parquet'] }],
  ['packed', { format: ['csv', 'ndjson'], gzip: true, csvDialect: 'excel', formulaGuard: true }],
  ['by room', { format: ['csv', 'ndjson', 'parquet'], partition: 'room' }],
  ['by room, packed', { format: ['csv', 'ndjson'], gzip: true, csvDialect: 'excel', partition: 'room' }],
];

/** A list behind a server, and exports of it. */
async function listOf(count: number, layout: ExportSettings = {}) {
  const list = new GrowingList(eventsEverySecond(count));
  const client = new HyperStudy({ baseUrl: await newServer(list.handle), apiKey: 'hst_test_0' });
  clients.push(client);
  const run = async (
    out: string,
    options: Partial<ExportOptions> = {},
  ): Promise<ExportResult & { asked: number }> => {
    list.requests = 0;
    const scope = { experiment: 'exp_1' };
    const result = await exportStudy(client, {
      scope,
      out,
      types: ['events', 'consent'],
      ...layout,
      ...options,
    });
    expect(result.manifest.run.problems).toEqual([]);
    return { ...result, asked: list.requests };
  };
  return { list, run, out: join(await newFolder(), 'study'), again: join(await newFolder(), 'again') };
}

describe.each(layouts)('a second run on the same folder: %s', (_, layout) => {
  it('asks once and changes nothing when nothing is new', async () => {
    const { run, out, again } = await listOf(5_000, layout);
    await run(out);
    await run(again);
    expect((await run(out)).asked).toBe(1);
    await expectSameFolders(out, again);
  });

  it('finds what came in far up', async () => {
    const { list, run, out, again } = await listOf(20_000, layout);
    await run(out);
    list.add(eventAt('very_late', 15_000.5));
    const second = await run(out);
    expect(second.tables[0]?.rows).toBe(20_001);
    // A quarter of the list and a few looks, not all of it.
    expect(second.asked).toBeLessThan(15);
    await run(again);
    await expectSameFolders(out, again);
  });

  it('follows when something was taken away', async () => {
    const { list, run, out, again } = await listOf(4_000, layout);
    await run(out);
    list.events.splice(1_234, 1);
    expect((await run(out)).tables[0]?.rows).toBe(3_999);
    await run(again);
    await expectSameFolders(out, again);
  });

  it('gives earlier lines the cells of a column that turns up', async () => {
    const { list, run, out, again } = await listOf(3_000, layout);
    await run(out);
    list.add({ ...eventAt('new', 3_000), brandNew: 'x', value: { score: 1 } });
    await run(out);
    await run(again);
    await expectSameFolders(out, again);
  });

  it('keeps the parts of the events in step', async () => {
    const { list, run, out, again } = await listOf(2_000, layout);
    const consent = { category: 'pre_experiment', eventType: 'consent.accepted' };
    list.add({ ...eventAt('c1', 100.5), ...consent });
    list.add({ ...eventAt('c2', 1_900.5), ...consent });
    await run(out);
    list.add({ ...eventAt('c3', 1_950.5), ...consent });
    const second = await run(out);
    expect(second.tables.find(({ type }) => type === 'consent')?.rows).toBe(3);
    await run(again);
    await expectSameFolders(out, again);
  });

  it('holds what turns a column into one of text', async () => {
    const { list, run, out, again } = await listOf(3_000, layout);
    // Long before the end: what is read again doesn't show it.
    list.add({ ...eventAt('early', 2_101.5), rawOnset: 'text' });
    await run(out);
    list.add({ ...eventAt('new', 3_000), onset: 'late', value: '=1+1', rawOnset: 5 });
    list.add({ ...eventAt('precise', 3_001), timestamp: '2026-01-01T00:50:01.123456Z' });
    await run(out);
    await run(again);
    await expectSameFolders(out, again);
    list.add({ ...eventAt('odd', 3_002), timestamp: '2026-01-01T00:50:02.5+00:00' });
    const third = await run(out);
    expect(third.tables[0]?.rows).toBe(3_004);
    await run(again, { full: true });
    await expectSameFolders(out, again);
  });

  it('goes on where it was stopped', async () => {
    const { list, run, out, again } = await listOf(30_000, layout);
    const whole = await run(again);
    const stop = new AbortController();
    const stopped = await exportStudy(clients.at(-1) ?? new HyperStudy(), {
      scope: { experiment: 'exp_1' },
      out,
      types: ['events', 'consent'],
      ...layout,
      signal: stop.signal,
      onProgress: ({ done }) => {
        if (done > 20_000) stop.abort(new Error('Enough.'));
      },
    });
    expect(stopped.stopped).toBe('Enough.');
    expect(stopped.manifest.run).toMatchObject({ complete: false, problems: ['Enough.'] });
    list.requests = 0;
    const second = await run(out);
    expect(second.asked).toBeLessThan(whole.asked / 2);
    await expectSameFolders(out, again);
  });
});

describe('a second run on the same folder', () => {
  it('fetches 50 new among 500,000, late and equal ones too, in 3 requests at most', {
    timeout: 120_000,
  }, async () => {
    const { list, run, out, again } = await listOf(500_000);
    await run(out);
    for (let i = 0; i < 45; i += 1) list.add(eventAt(`new_${i}`, 500_000 + i));
    for (const second of [499_700, 499_900, 499_990]) list.add(eventAt(`late_${second}`, second));
    for (const twin of ['a', 'b']) list.add(eventAt(`equal_${twin}`, 499_999));
    const second = await run(out);
    process.stdout.write(`50 new among 500,000: ${second.asked} requests, ${second.duration} ms\n`);
    expect(second.asked).toBeLessThanOrEqual(3);
    expect(second.tables[0]?.rows).toBe(500_050);
    await run(again);
    await expectSameFolders(out, again);
  });

  it('reads a file again that someone changed', async () => {
    const { run, out, again } = await listOf(2_500);
    await run(out);
    await run(again);
    const { appendFile } = await import('node:fs/promises');
    await appendFile(join(out, 'events.csv'), 'edited\n');
    await run(out);
    await expectSameFolders(out, again);
  });

  it('starts over when asked to', async () => {
    const { run, out } = await listOf(2_500);
    const first = await run(out);
    expect((await run(out, { full: true })).asked).toBe(first.asked);
  });

  it('refuses a folder with the export of something else', async () => {
    const { run, out } = await listOf(10);
    await run(out);
    await expect(run(out, { scope: { experiment: 'exp_2' } })).rejects.toThrow(
      /holds the export of experiment exp_1/,
    );
    await expect(run(out, { start: '2026-01-01' })).rejects.toThrow(/with other options/);
  });
});
