import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { HyperStudy } from '@hyperstudy-workflows/core';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { writeBids } from '../../src/bids/write-bids.ts';
import { buildManifest } from '../../src/manifest/build.ts';
import type { Manifest, ManifestTable } from '../../src/manifest/manifest.ts';
import { hostileText, useFolders, writeTable } from '../support.ts';
import { problemsOfDataset } from './rules.ts';

const newFolder = useFolders();
const client = new HyperStudy({ apiKey: 'hst_test_0', baseUrl: 'http://localhost:1/api/v3' });
afterAll(() => client.close());

type Rows = readonly Readonly<Record<string, unknown>>[];

const types = ['events', 'chat', 'ratings_continuous', 'participants', 'rooms', 'recordings'] as const;
type Tables = Partial<Record<(typeof types)[number], Rows>>;

/** Writes tables into a folder and the dataset from them. */
async function datasetOf(tables: Tables, out: string, recordings: Manifest['recordings']['files'] = []) {
  const files: ManifestTable[] = [];
  for (const type of types) {
    const rows = tables[type];
    if (rows !== undefined) files.push((await writeTable(out, type, rows)).entry);
  }
  const options = { scope: { experiment: 'exp_1' }, out, bids: true };
  const empty = { types: [], tables: [], failures: [], recordings: undefined, stopped: undefined };
  const manifest = buildManifest({ options, baseUrl: new URL('http://localhost'), ...empty });
  manifest.files = files;
  manifest.recordings.files = recordings;
  const again = () => writeBids({ out, manifest, options, client });
  return { documents: await again(), dataset: join(out, 'bids'), again };
}

const table = async (dataset: string, path: string): Promise<string[][]> =>
  (await readFile(join(dataset, path), 'utf8'))
    .trimEnd()
    .split('\n')
    .map((line) => line.split('\t'));

const person = (id: string, roomId: string, role = 'viewer') => ({
  id,
  roomId,
  role,
  email: `${id}@example.org`,
});
const event = (id: string, more: Readonly<Record<string, unknown>>) => ({
  id,
  timestamp: '2026-03-11T15:04:20.000Z',
  roomId: 'room_1',
  ...more,
});

describe('a dataset', () => {
  it('has the events of a participant and of the room, in order of onset, in seconds', async () => {
    const { dataset } = await datasetOf(
      {
        participants: [person('u_1', 'room_1'), person('u_2', 'room_1')],
        rooms: [{ id: 'room_1', startedAt: '2026-03-11T15:04:20.000Z' }],
        events: [
          event('e1', { participantId: 'u_1', onset: 2500, duration: 1200, eventType: 'component.complete' }),
          event('e2', { onset: -500, eventType: 'state.enter' }),
          event('e3', { participantId: 'u_2', onset: 3000, duration: -1 }),
          event('e4', { participantId: 'u_1', eventType: 'marker' }),
        ],
      },
      await newFolder(),
    );
    expect(await problemsOfDataset(dataset)).toEqual([]);
    const beh = 'sub-u1/ses-room1/beh/sub-u1_ses-room1_task-events';
    expect(await table(dataset, `${beh}_events.tsv`)).toEqual([
      ['onset', 'duration', 'actor', 'id', 'trial_type', 'timestamp'],
      ['-0.5', 'n/a', 'room', 'e2', 'state.enter', '2026-03-11T15:04:20.000Z'],
      ['2.5', '1.2', 'participant', 'e1', 'component.complete', '2026-03-11T15:04:20.000Z'],
    ]);
    expect(await table(dataset, `${beh}_beh.tsv`)).toEqual([
      ['id', 'trial_type', 'timestamp'],
      ['e4', 'marker', '2026-03-11T15:04:20.000Z'],
    ]);
    const others = 'sub-u2/ses-room1/beh/sub-u2_ses-room1_task-events_events.tsv';
    expect((await table(dataset, others)).map(([onset, duration]) => [onset, duration])).toEqual([
      ['onset', 'duration'],
      ['-0.5', 'n/a'],
      ['3', 'n/a'],
    ]);
  });

  it('names subjects by their labels, and leaves out names and addresses', async () => {
    const { dataset } = await datasetOf(
      {
        participants: [person('u_1', 'room_1'), person('u-1', 'room_1')],
        chat: [
          {
            messageId: 'm1',
            roomId: 'room_1',
            senderId: 'u_1',
            senderName: 'Ada Example',
            content: 'Hello\tthere\n"you"',
            onset: 1000,
            timestamp: '2026-03-11T15:04:21.000Z',
            recipientIds: ['u-1', 'someone else'],
          },
        ],
      },
      await newFolder(),
    );
    const [, other] = (await table(dataset, 'participants.tsv'))
      .map(([subject]) => subject)
      .filter((s) => s !== 'sub-u1');
    expect(other).toMatch(/^sub-u1x[0-9a-f]{8}$/);
    const [, row] = await table(dataset, 'sub-u1/ses-room1/beh/sub-u1_ses-room1_task-chat_events.tsv');
    expect(row).toContain('Hello there "you"');
    expect(row).toContain(`${other},someone else`);
    for (const file of await readdir(dataset, { recursive: true, withFileTypes: true })) {
      if (!file.isFile()) continue;
      const text = await readFile(join(file.parentPath, file.name), 'utf8');
      expect(text).not.toMatch(/Ada Example|@example\.org/);
    }
  });

  it('names sessions in the order of the rooms, whoever is in them', async () => {
    const { dataset } = await datasetOf(
      {
        rooms: [{ id: 'room-1' }, { id: 'room_1' }],
        participants: [person('u1', 'room_1'), person('u2', 'room-1')],
      },
      await newFolder(),
    );
    const groups = (await table(dataset, 'participants.tsv')).map(([subject, , group]) => [subject, group]);
    expect(groups).toContainEqual(['sub-u2', 'ses-room1']);
    expect(groups).toContainEqual(['sub-u1', expect.stringMatching(/^ses-room1x[0-9a-f]{8}$/)]);
  });

  it('keeps the rules whatever the service sends', async () => {
    const id = fc.oneof(hostileText, fc.constantFrom('u_1', 'U-1', 'u1', '../up', '__proto__', 'emptyroom'));
    const any = fc.oneof(hostileText, fc.double(), fc.jsonValue());
    const record = fc.dictionary(
      fc.oneof(
        fc.constantFrom('value', 'data', 'onset', 'duration', 'content', 'actor', 'eventType'),
        hostileText,
      ),
      any,
      { maxKeys: 6 },
    );
    const row = fc.record(
      { participantId: id, roomId: id, more: record, onset: fc.oneof(fc.integer(), fc.double()) },
      { requiredKeys: ['more'] },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 12 }), async (rows) => {
        const out = await newFolder();
        const records = rows.map(({ more, ...fixed }, i) => ({ id: `e${i}`, ...more, ...fixed }));
        const participants = rows
          .slice(0, 3)
          .map(({ participantId, roomId }) => ({ id: participantId, roomId, role: 'a' }));
        const { dataset } = await datasetOf(
          { events: records, ratings_continuous: records, participants },
          out,
        );
        expect(await problemsOfDataset(dataset)).toEqual([]);
        await rm(out, { recursive: true });
      }),
      { numRuns: 60 },
    );
  }, 60_000);
});

describe('another run', () => {
  const participants = [person('u_1', 'room_1'), person('u_2', 'room_1')];
  const events = [
    event('e1', { participantId: 'u_1', onset: 1 }),
    event('e2', { participantId: 'u_2', onset: 2 }),
  ];
  const later = [...events, event('e3', { participantId: 'u_3', roomId: 'room_2', onset: 3 })];

  it('reads no table when nothing has changed', async () => {
    const out = await newFolder();
    const { documents, again } = await datasetOf({ participants, events }, out);
    await rm(join(out, 'events.csv'));
    expect(await again()).toEqual(documents);
    await rm(join(out, 'bids', 'README'));
    await expect(again()).rejects.toThrow('events.csv');
  });

  it('gives earlier participants the labels they had, and the same bytes as one run', async () => {
    const [out, again] = [await newFolder(), await newFolder()];
    await datasetOf({ participants, events }, out);
    const grown = await datasetOf(
      { participants: [...participants, person('u_3', 'room_2')], events: later },
      out,
    );
    const whole = await datasetOf(
      { participants: [...participants, person('u_3', 'room_2')], events: later },
      again,
    );
    expect(grown.documents).toEqual(whole.documents);
    expect(await problemsOfDataset(grown.dataset)).toEqual([]);
  });

  it('leaves README, CHANGES and dataset_description.json as someone changed them', async () => {
    const out = await newFolder();
    await datasetOf({ participants, events }, out);
    const mine = JSON.stringify({ Name: 'My study', BIDSVersion: '1.11.0', Authors: ['A. Author'] });
    await writeFile(join(out, 'bids', 'dataset_description.json'), mine);
    for (const rows of [later, events, later]) {
      await datasetOf({ participants, events: rows }, out);
      expect(await readFile(join(out, 'bids', 'dataset_description.json'), 'utf8')).toBe(mine);
    }
  });
});

describe('recordings', () => {
  it('are linked under names that say nothing of a person', async () => {
    const out = await newFolder();
    await datasetOf({}, out);
    await mkdir(join(out, 'recordings'));
    await writeFile(join(out, 'recordings', 'Ada_video_EG_1.mp4'), 'film');
    const recording = {
      recordingId: 'EG_1',
      participantId: 'u_1',
      roomId: 'room_1',
      videoOffset: 1500,
      local_path: 'recordings/Ada_video_EG_1.mp4',
      metadata: { type: 'video' },
    };
    const sha256 = 'f'.repeat(64);
    const file = { path: recording.local_path, status: 'downloaded' as const, bytes: 4, sha256 };
    const { dataset, documents } = await datasetOf(
      { participants: [person('u_1', 'room_1')], recordings: [recording] },
      out,
      [file],
    );
    const path = 'sourcedata/sub-u1/ses-room1/sub-u1_ses-room1_recording-EG1.mp4';
    expect(await readFile(join(dataset, path), 'utf8')).toBe('film');
    expect((await stat(join(dataset, path))).nlink).toBe(2);
    expect(documents).toContainEqual({ path: `bids/${path}`, bytes: 4, sha256 });
    const [, row] = await table(dataset, 'sourcedata/recordings.tsv');
    expect(row?.slice(0, 4)).toEqual(['sub-u1', 'ses-room1', path, '1.5']);
  });
});
