import { cp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ExportOptions } from '@hyperstudy-workflows/export';
import { describe, expect, it } from 'vitest';
import { expectSameFolders } from '../support/same-folders.ts';
import { events, participant, rowsIn, useExports } from './exports.ts';
import { leaksIn } from './independent-scan.ts';
import { at, late, people, plantedStudy } from './planted-study.ts';

const studyOf = useExports();
const everybody = Object.values(people);
const { zoe, bart, hanako } = people;

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
