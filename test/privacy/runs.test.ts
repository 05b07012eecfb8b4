import { cp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ExportOptions, type ExportResult, exportStudy } from '@hyperstudy-workflows/export';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { useFolders } from '../support/folder.ts';
import { expectSameFolders } from '../support/same-folders.ts';
import { leaksIn } from './independent-scan.ts';
import {
  at,
  key,
  late,
  type Person,
  people,
  plantedStudy,
  type Row,
  type Study,
  useStudies,
} from './planted-study.ts';

const newFolder = useFolders();
const newStudy = useStudies();
const everybody = Object.values(people);
const { zoe, bart, hanako } = people;

/** Many events of somebody, one per second; every hundredth names another. */
const events = (count: number, from = 0, person: Person = zoe, other: Person = bart): Row[] =>
  Array.from({ length: count }, (_, i) => ({
    id: `e_${from + i}`,
    roomId: 'room_1',
    participantId: person.id,
    timestamp: at(10_000 + from + i),
    content: i % 100 === 0 ? `with ${other.name}` : 'alone',
  }));

async function studyOf(study: Study) {
  const { client, requests } = await newStudy(study);
  const folder = await newFolder();
  const run = (name: string, options: Partial<ExportOptions> = {}): Promise<ExportResult> =>
    exportStudy(client, {
      scope: { experiment: 'exp_1' },
      out: join(folder, name),
      pseudonymize: true,
      pseudonymKey: key,
      ...options,
    });
  return { study, run, requests, out: (name: string) => join(folder, name) };
}

const rowsIn = async (path: string): Promise<Record<string, string>[]> =>
  parse(await readFile(path, 'utf8'), { columns: true });

const participant = (person: Person, n: number): Row => ({
  ...person,
  joinedAt: at(n),
  roomId: 'room_1',
  role: 'viewer_a',
});
const consent = (person: Person, n: number, said: string): Row => ({
  ...{ id: `consent_${person.id}_${n}`, roomId: 'room_1', participantId: person.id, timestamp: at(n) },
  ...{ category: 'pre_experiment', eventType: `consent.${said}` },
});

describe('a second run with pseudonyms', () => {
  it.each<[string, Partial<ExportOptions>]>([
    ['csv', {}],
    ['ndjson and parquet, dates moved', { format: ['ndjson', 'parquet'], shiftDates: 'participant' }],
    ['csv by room', { partition: 'room' }],
    [
      'csv by room, dates moved, without times',
      { partition: 'room', shiftDates: 'study', dropColumns: ['timestamp'] },
    ],
    [
      'csv, only with consent, columns dropped',
      { onlyConsented: true, dropColumns: ['events.content', 'onset'] },
    ],
  ])('has the bytes of a run from the beginning: %s', async (_, options) => {
    const { study, run, out, requests } = await studyOf({ ...plantedStudy(), extra: [] });
    study.events?.push(...events(3_000));
    await run('grown', options);
    study.events?.push(...events(700, 3_000, hanako, zoe));
    study.chat?.push({
      messageId: 'm_new',
      senderId: bart.id,
      content: `bye ${zoe.name}`,
      timestamp: at(20_000),
    });
    const before = requests();
    await run('grown', options);
    const asked = requests() - before;
    await run('anew', options);
    await expectSameFolders(out('grown'), out('anew'));
    const known = (name: string) => readFile(join(out(name), '.hyperstudy/privacy.json'), 'utf8');
    expect((await known('grown')) === (await known('anew')), 'what is known is the same').toBe(true);
    expect(await leaksIn(out('grown'), everybody)).toEqual([]);
    // The earlier pages of the events were not asked for again.
    if (options.partition === undefined) expect(asked).toBeLessThan(requests() - before - asked);
    const again = await run('grown', options);
    await expectSameFolders(out('grown'), out('anew'));
    expect(again.manifest.run.problems).toEqual([]);
  });

  it('reads all again when somebody joins whom earlier records named', async () => {
    const { study, run, out } = await studyOf(plantedStudy([zoe, bart]));
    study.events?.push(...events(1_200, 0, zoe, hanako));
    await run('grown');
    expect(await leaksIn(out('grown'), [hanako])).not.toEqual([]);
    study.participants?.push(participant(hanako, 900));
    await run('grown');
    expect(await leaksIn(out('grown'), everybody)).toEqual([]);
    await run('anew');
    await expectSameFolders(out('grown'), out('anew'));
  });

  it('reads all again when a name turns out to be that of two', async () => {
    const { study, run, out } = await studyOf(plantedStudy([zoe, bart]));
    await run('grown');
    study.participants?.push(participant({ ...hanako, name: bart.name }, 900));
    await run('grown');
    await run('anew');
    await expectSameFolders(out('grown'), out('anew'));
  });

  it('is not held up by people who call themselves like a column or a file', async () => {
    const { study, run, out } = await studyOf(plantedStudy([zoe]));
    const names = [
      'download status',
      'onset_sec',
      'Id of the event',
      'true',
      'events.csv',
      'manifest',
      'id',
      'I',
      '1',
    ];
    for (const [i, name] of names.entries())
      study.participants?.push(participant({ id: `u_odd${i}xyz`, name, email: `odd${i}@x.example` }, 50 + i));
    const { manifest } = await run('study');
    expect(manifest.privacy.verified?.not).toBeGreaterThanOrEqual(names.length - 2);
    const pseudonyms = (await rowsIn(join(out('study'), 'participants.csv'))).map(({ name }) => name);
    expect(pseudonyms.every((name) => /^p[0-9a-z]{12}$/.test(name ?? ''))).toBe(true);
  });

  it('knows people whom only records name, in this run and the next', async () => {
    const { study, run, out } = await studyOf(plantedStudy());
    study.chat?.unshift({ messageId: 'm_0', content: `Where is ${late.name}?`, timestamp: at(0) });
    study.videochat?.push({
      ...{ id: 'v_late', timestamp: at(9_000), participantId: late.id, roomId: 'room_1' },
      participantName: late.name,
    });
    await run('study');
    expect(await leaksIn(out('study'), [...everybody, late])).toEqual([]);
    await cp(out('study'), out('copy'), { recursive: true });
    await run('copy');
    await expectSameFolders(out('study'), out('copy'));
  });

  it('goes on where an earlier one was stopped', async () => {
    const { study, run, out } = await studyOf(plantedStudy());
    study.events?.push(...events(24_000));
    const stop = new AbortController();
    const stopped = await run('study', {
      types: ['events'],
      signal: stop.signal,
      onProgress: ({ done }) => {
        if (done > 15_000) stop.abort(new Error('Enough.'));
      },
    });
    expect(stopped.stopped).toBe('Enough.');
    expect(await leaksIn(out('study'), everybody)).toEqual([]);
    const rest = await run('study', { types: ['events'] });
    expect(rest.manifest.run.complete).toBe(true);
    await run('anew', { types: ['events'] });
    await expectSameFolders(out('study'), out('anew'));
  });

  it('is refused with another key, without one, and on a folder without pseudonyms', async () => {
    const { run } = await studyOf(plantedStudy([zoe]));
    await run('study');
    const other = '9e8d7c6b5a4f3e2d1c0b9a8f7e6d5c4b3a2f1e0d';
    for (const full of [false, true])
      await expect(run('study', { pseudonymKey: other, full })).rejects.toMatchObject({
        name: 'UsageError',
        message: expect.stringContaining('another pseudonym key'),
      });
    await expect(run('study', { pseudonymKey: '' })).rejects.toThrow('HYPERSTUDY_PSEUDONYM_KEY is not set');
    await expect(run('study', { pseudonymize: false })).rejects.toThrow('with pseudonyms');
    await run('plain', { pseudonymize: false });
    await expect(run('plain')).rejects.toThrow('without pseudonyms');
  });
});

describe('only with consent', () => {
  it('leaves out everybody else everywhere, and says how many for which reason', async () => {
    const { study, run, out } = await studyOf(plantedStudy([zoe, bart, hanako]));
    const consents = study.events?.filter(({ eventType }) => eventType === 'consent.accepted') ?? [];
    study.events = study.events?.filter((row) => row !== consents[1]) ?? [];
    study.events.push(consent(hanako, 500, 'withdrawn'), ...events(10, 0, bart), ...events(7, 10, hanako));
    const { manifest, recordings } = await run('study', { onlyConsented: true, recordings: 'download' });
    expect(manifest.privacy.leftOut).toMatchObject({
      noConsentRecord: { people: 1 },
      refused: { people: 1 },
    });
    expect(recordings.downloaded).toBe(1);
    const allowed = (await rowsIn(join(out('study'), 'participants.csv'))).map(({ id }) => id);
    expect(allowed).toHaveLength(1);
    for (const { path, type, rows, server } of manifest.files) {
      expect(rows + server.filtered + server.duplicates, `${type} adds up`).toBe(server.read);
      const seen = new Set(
        (await rowsIn(join(out('study'), path))).map((row) => row.participantId || row.senderId),
      );
      seen.delete('');
      seen.delete(undefined);
      expect([...seen].filter((id) => !allowed.includes(id))).toEqual([]);
    }
    const filtered = manifest.files.find(({ type }) => type === 'events')?.server.filtered;
    expect(filtered).toBe(10 + 7 + 1 + 1);
    expect(manifest.run.complete).toBe(true);
    const [variables] = manifest.files.filter(({ type }) => type === 'variables');
    expect(variables?.rows).toBe(0);
  });

  it('leaves out what nobody can be told to have done, in rooms of somebody who is left out', async () => {
    const { study, run, out } = await studyOf({
      participants: [
        participant(zoe, 1),
        participant(bart, 2),
        { ...participant(hanako, 3), roomId: 'room_2' },
      ],
      events: [
        consent(zoe, 1, 'accepted'),
        consent(bart, 2, 'refused'),
        { ...consent(hanako, 3, 'accepted'), roomId: 'room_2' },
      ],
    });
    const inBoth = (type: string, fields: Row) => {
      const rows = ['room_1', 'room_2'].map((roomId, i) => ({
        ...{ roomId, timestamp: at(10 + i), startTime: at(10) },
        ...fields,
      }));
      study[type] = [...(study[type] ?? []), ...rows];
    };
    inBoth('recordings', { recordingId: 'EG_all', status: 'complete', metadata: { type: 'video' } });
    inBoth('components', { componentId: 'c', participantId: zoe.id, variableSnapshot: { said: 'secret' } });
    inBoth('events', { id: 'e_a', category: 'state', eventType: 'state.enter' });
    inBoth('events', { id: 'e_b', response: { value: 'secret' } });
    inBoth('chat', { messageId: 'm', senderId: zoe.id, recipientIds: [bart.id, hanako.id] });
    for (const type of ['recordings', 'components', 'events', 'chat'])
      for (const [i, row] of (study[type] ?? []).entries())
        for (const key of ['recordingId', 'id', 'messageId'])
          if (key in row) row[key] = `${String(row[key])}_${i}`;
    await run('study', { onlyConsented: true, pseudonymize: false });
    const rows = (type: string) => rowsIn(join(out('study'), `${type}.csv`));
    expect((await rows('recordings')).map(({ roomId }) => roomId)).toEqual(['room_2']);
    expect((await rows('components')).map((row) => row.variableSnapshot_said ?? '')).toEqual(['', 'secret']);
    const kept = (await rows('events')).filter(({ participantId }) => participantId === '');
    expect(kept.map(({ roomId, response_value }) => [roomId, response_value])).toEqual([
      ['room_1', ''],
      ['room_2', ''],
      ['room_2', 'secret'],
    ]);
    expect((await rows('chat')).map(({ recipientIds }) => recipientIds)).toEqual([
      JSON.stringify([hanako.id]),
      JSON.stringify([hanako.id]),
    ]);
  });

  it('follows a change of mind', async () => {
    const { study, run, out } = await studyOf(plantedStudy([zoe, bart]));
    study.events?.push(...events(1_500, 0, bart, zoe));
    for (const pseudonymize of [true, false]) {
      const options = { onlyConsented: true, pseudonymize };
      const first = await run(`grown${pseudonymize}`, options);
      expect(first.manifest.privacy.leftOut?.refused).toEqual({ records: 0, people: 0 });
      study.events?.push(consent(bart, 30_000, 'withdrawn'));
      const second = await run(`grown${pseudonymize}`, options);
      expect(second.manifest.privacy.leftOut?.refused?.people).toBe(1);
      await run(`anew${pseudonymize}`, options);
      await expectSameFolders(out(`grown${pseudonymize}`), out(`anew${pseudonymize}`));
      if (!pseudonymize) {
        const state = await readFile(join(out('grownfalse'), '.hyperstudy/privacy.json'), 'utf8');
        expect(state).not.toContain(bart.id);
      }
      study.events?.pop();
    }
  });
});

describe('moved dates', () => {
  const times = async (path: string, column: string) =>
    (await rowsIn(path)).map((row) => ({ row, time: Date.parse(row[column] ?? '') }));

  it.each(['participant', 'study'] as const)(
    'keep the time of day and each interval: by %s',
    async (shiftDates) => {
      const study = plantedStudy([zoe, bart]);
      study.events = [...events(5), ...events(5, 5, bart)].map((row, i) => ({
        ...row,
        onset: i,
        value: { startedAt: at(i), epoch: 5, sentAt: Date.parse(at(i)), note: `at ${at(i)}` },
      }));
      const { run, out } = await studyOf(study);
      const { manifest } = await run('study', {
        shiftDates,
        pseudonymize: shiftDates === 'study',
        types: ['events'],
      });
      await run('plain', { pseudonymize: false, types: ['events'] });
      const moved = await times(join(out('study'), 'events.csv'), 'timestamp');
      const plain = await times(join(out('plain'), 'events.csv'), 'timestamp');
      const days = moved.map(({ time }, i) => ((plain[i]?.time ?? 0) - time) / 86_400_000);
      expect(days.every((day) => Number.isInteger(day) && day >= 1 && day <= 364)).toBe(true);
      expect(new Set(days).size).toBe(shiftDates === 'study' ? 1 : 2);
      for (const [i, { row }] of moved.entries()) {
        const back = (days[i] ?? 0) * 86_400_000;
        expect(row).toMatchObject({ onset: String(i), value_epoch: '5' });
        expect(Date.parse(row.value_startedAt ?? '')).toBe(Date.parse(at(i)) - back);
        expect(Number(row.value_sentAt)).toBe(Date.parse(at(i)) - back);
        expect(row.value_note).toBe(`at ${row.value_startedAt}`);
      }
      expect(manifest.window.newest).toBe(shiftDates === 'study' ? moved.at(-1)?.row.timestamp : null);
      expect(await readFile(join(out('study'), '.hyperstudy/state.json'), 'utf8')).not.toContain('2026-03');
    },
  );
});

describe('dropped columns', () => {
  it('are in no table, or in that of one type', async () => {
    const { run, out } = await studyOf(plantedStudy([zoe]));
    await run('study', {
      dropColumns: ['onset', 'events.content', 'recordings.metadata_type', 'participants.phone'],
      pseudonymize: false,
    });
    const columns = async (type: string) =>
      (await readFile(join(out('study'), `${type}.csv`), 'utf8')).split('\n')[0]?.split(',');
    expect(await columns('events')).not.toEqual(expect.arrayContaining(['content']));
    expect(await columns('consent')).not.toContain('content');
    expect(await columns('chat')).toContain('content');
    for (const type of ['events', 'chat', 'sync']) {
      expect(await columns(type)).not.toContain('onset');
      expect(await columns(type)).not.toContain('onset_sec');
    }
    const recordings = await columns('recordings');
    expect(recordings).not.toContain('metadata_type');
    expect(recordings).toContain('metadata_roomName');
  });

  it('that no table has are refused, with the nearest', async () => {
    const { run } = await studyOf(plantedStudy([zoe]));
    await expect(run('study', { dropColumns: ['emial', 'events.contnet'] })).rejects.toMatchObject({
      name: 'UsageError',
      message:
        'There is no column emial: did you mean email?\nThere is no column events.contnet: did you mean events.content?',
    });
  });
});
