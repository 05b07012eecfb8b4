import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { expectSameFolders } from '../support/same-folders.ts';
import { consent, events, participant, rowsIn, useExports } from './exports.ts';
import { at, people, plantedStudy, type Row } from './planted-study.ts';

const studyOf = useExports();
const { zoe, bart, hanako } = people;

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
