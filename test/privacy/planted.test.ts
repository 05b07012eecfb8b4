import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ExportOptions, exportStudy } from '@hyperstudy-workflows/export';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { everyFileIn, useFolders } from '../support/folder.ts';
import { leaksIn } from './independent-scan.ts';
import { key, people, places, plantedStudy, useStudies, warningsOf } from './planted-study.ts';

const newFolder = useFolders();
const newStudy = useStudies();
const everybody = Object.values(people);

async function exported(options: Partial<ExportOptions> = {}) {
  const { client } = await newStudy(plantedStudy(), warningsOf(everybody));
  const out = join(await newFolder(), 'study');
  const result = await exportStudy(client, {
    scope: { experiment: 'exp_1' },
    out,
    pseudonymize: true,
    pseudonymKey: key,
    recordings: 'download',
    ...options,
  });
  return { out, result };
}

const rowsIn = async (path: string): Promise<Record<string, string>[]> =>
  parse(await readFile(path, 'utf8'), { columns: true });

describe('a study that names people everywhere', () => {
  it('plants them in 30 kinds of places and more, and the scan finds them all without pseudonyms', async () => {
    expect(Object.keys(places(people.zoe)).length).toBeGreaterThanOrEqual(30);
    const { out } = await exported({ pseudonymize: false });
    const leaks = await leaksIn(out, everybody);
    for (const { id, name, email } of everybody)
      for (const text of [id, name, email])
        expect(leaks.some((leak) => leak.endsWith(text.toLowerCase()))).toBe(true);
  });

  it.each<[string, Partial<ExportOptions>]>([
    ['csv', {}],
    ['csv, gzip', { gzip: true }],
    ['ndjson and parquet', { format: ['ndjson', 'parquet'] }],
    ['ndjson, gzip', { format: ['ndjson'], gzip: true }],
    ['csv with moved dates', { shiftDates: 'participant' }],
    ['csv and parquet by room', { format: ['csv', 'parquet'], partition: 'room' }],
  ])('comes out with none of them in any byte: %s', async (_, options) => {
    const { out, result } = await exported(options);
    expect(await leaksIn(out, everybody)).toEqual([]);
    expect(JSON.stringify(result.manifest)).not.toContain('Zoë');
    expect(result.manifest.run.problems).toEqual([]);
    expect((await everyFileIn(out)).length).toBeGreaterThan(15);
  });

  it('calls a person the same in every table, and keeps the rows', async () => {
    const { out } = await exported();
    const participants = await rowsIn(join(out, 'participants.csv'));
    const pseudonyms = participants.map(({ id }) => id ?? '');
    expect(new Set(pseudonyms).size).toBe(3);
    for (const pseudonym of pseudonyms) expect(pseudonym).toMatch(/^p[0-9a-z]{12}$/);
    expect(participants[0]).not.toHaveProperty('email');
    const recordings = await rowsIn(join(out, 'recordings.csv'));
    expect(recordings.map(({ participantId }) => participantId)).toEqual(pseudonyms);
    expect(recordings.map(({ participantName }) => participantName)).toEqual(pseudonyms);
    const [zoe = ''] = pseudonyms;
    const chat = await rowsIn(join(out, 'chat.csv'));
    expect(chat[0]?.content).toBe(`hi ${zoe}, mail me at ${zoe}`);
    expect(chat[1]).toMatchObject({ senderId: zoe, senderName: zoe, recipientIds: JSON.stringify([zoe]) });
    const events = await rowsIn(join(out, 'events.csv'));
    expect(events.find(({ content }) => content?.startsWith('met'))?.content).toBe(`met ${zoe} today`);
    expect(recordings[0]?.local_path).toMatch(new RegExp(`^recordings/${zoe}_video_EG_0_${zoe}`));
  });

  it('calls a person the same in another run, scope and format, and otherwise with another key', async () => {
    const sendersOf = async (options: Partial<ExportOptions>) => {
      const { out } = await exported({ format: ['ndjson'], types: ['chat'], recordings: 'none', ...options });
      const lines = (await readFile(join(out, 'chat.ndjson'), 'utf8')).trimEnd().split('\n');
      return new Set(lines.map((line) => JSON.parse(line).senderId).filter((id) => id !== undefined));
    };
    const senders = await sendersOf({});
    expect(senders.size).toBe(3);
    expect(await sendersOf({ scope: { room: 'room_1' } })).toEqual(senders);
    const others = await sendersOf({ pseudonymKey: [...key].reverse().join('') });
    expect([...others].filter((id) => senders.has(id))).toEqual([]);
  });
});
