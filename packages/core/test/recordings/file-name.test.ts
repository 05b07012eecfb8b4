import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { RecordingRecord } from '../../src/index.ts';
import { recordingFileName, recordingFileNames, safeFileName } from '../../src/index.ts';
import { foldName } from '../../src/recordings/file-names.ts';

const recording = (facts: Partial<RecordingRecord>): RecordingRecord => ({ recordingId: 'EG_1', ...facts });

test.each<[string, Partial<RecordingRecord>]>([
  ['Viewer_A_video_EG_1.mp4', { participantName: 'Viewer A', metadata: { type: 'video' }, format: 'mp4' }],
  ['Viewer_A_audio_EG_1.webm', { participantName: 'Viewer A', metadata: { type: 'audio' } }],
  ['Zoë_李_recording_EG_1.mp4', { participantName: 'Zoë 李' }],
  ['u_1_recording_EG_1.mp4', { participantId: 'u_1' }],
  ['unknown_recording_EG_9.mp4', { recordingId: undefined, egressId: 'EG_9' }],
  ['unknown_recording_unknown.mp4', { recordingId: '' }],
  ['unknown_recording_EG_1.mp4', { metadata: null, format: null, participantName: null }],
  ['___etc_passwd_video_EG_1.mp4', { participantName: '../etc/passwd', metadata: { type: 'video' } }],
  ['unknown____a_EG_1.____b', { metadata: { type: '../a' }, format: '/../b' }],
])('%s', (name, facts) => {
  // As the server may leave out what the type promises.
  expect(recordingFileName({ ...recording({}), ...facts })).toBe(name);
});

test('an id that can not be kept is told apart from one that looks the same', () => {
  const names = ['a/b', 'a_b', 'a.b'].map((recordingId) => recordingFileName(recording({ recordingId })));
  expect(new Set(names).size).toBe(3);
  expect(names[1]).toBe('unknown_recording_a_b.mp4');
});

test('a name that is given is made safe', () => {
  expect(safeFileName('../../x.mp4')).toBe('__.._x.mp4');
  expect(safeFileName('-rf')).toBe('_rf');
  expect(safeFileName('sub-01/video.mp4')).toBe('sub-01_video.mp4');
  expect(safeFileName('CON.mp4')).toBe('_CON.mp4');
  expect(safeFileName('nul')).toBe('_nul');
  expect(safeFileName('x.part')).toBe('x.part_');
  expect(safeFileName('x.mp4.PART.json')).toBe('x.mp4.PART.json_');
  expect(safeFileName('a. . .')).toBe('a._._');
  expect(safeFileName('...')).toBe('_');
  expect(safeFileName(`${'x'.repeat(400)}.mp4`)).toBe(`${'x'.repeat(239)}.mp4`);
  expect(safeFileName('')).toBe('recording');
});

/** Texts that are likely to be trouble. */
const hostile = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({ unit: fc.constantFrom('x', 'é', '李', '👩', '.'), minLength: 60, maxLength: 400 }),
  fc.constantFrom(
    '..',
    '.',
    '/',
    '\\',
    'con',
    'AUX.txt',
    'a\0b',
    'C:\\x',
    '.part',
    'x.part.json',
    '\ud800',
    '\u202e',
  ),
  fc.constantFrom(
    'é',
    'e\u0301',
    'É',
    'ß',
    'SS',
    'ẞ',
    'İ',
    'i̇',
    'ı',
    'K',
    'k',
    'ﬁ',
    'fi',
    'ſ',
    's',
    'ǅ',
    'Σ',
    'ς',
  ),
);

const anyRecording: fc.Arbitrary<RecordingRecord> = fc.record({
  recordingId: hostile,
  egressId: fc.option(hostile),
  participantName: fc.option(hostile),
  participantId: fc.option(hostile),
  roomId: fc.constantFrom('r1', 'r2'),
  format: fc.option(hostile),
  metadata: fc.option(fc.record({ type: fc.option(hostile) })),
});

const reserved = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)/i;

function expectSafe(name: string): void {
  expect(name).toMatch(/^[\p{L}\p{N}_][\p{L}\p{N}_.-]*$/u);
  expect(name).not.toMatch(/[/\\\0:*?"<>|]|\.$|^\.|\.part(\.json)?$/i);
  expect(name).not.toMatch(reserved);
  expect(Buffer.byteLength(`${name}.part.json`)).toBeLessThanOrEqual(255);
  expect(name).not.toMatch(/\p{Surrogate}/u);
}

test('any recording gets a safe name', () => {
  fc.assert(
    fc.property(anyRecording, (each) => expectSafe(recordingFileName(each))),
    { numRuns: 2000 },
  );
});

test('any text becomes a safe name', () => {
  fc.assert(
    fc.property(hostile, (text) => expectSafe(safeFileName(text))),
    { numRuns: 2000 },
  );
});

test('names never collide on any file system, and do not depend on the order', () => {
  const names = fc.option(fc.constantFrom('x.mp4', 'X.mp4', 'é', 'e\u0301', 'y.part'));
  fc.assert(
    fc.property(fc.array(anyRecording, { maxLength: 12 }), names, fc.integer(), (recordings, same, seed) => {
      const name = same === null ? undefined : () => same;
      const given = recordingFileNames(recordings, name);
      for (const each of given) expectSafe(each);
      // One name for several only when they are the same recording.
      const owners = new Map<string, string>();
      for (const [index, each] of recordings.entries()) {
        const key = foldName(given[index] ?? '');
        expect(owners.get(key) ?? identity(each)).toBe(identity(each));
        owners.set(key, identity(each));
      }
      const order = shuffled([...recordings.keys()], seed);
      const again = recordingFileNames(
        order.map((index) => recordings[index] as RecordingRecord),
        name,
      );
      expect(again).toEqual(order.map((index) => given[index]));
    }),
    { numRuns: 500 },
  );
});

function identity(recording: RecordingRecord): string {
  const { recordingId, egressId, roomId, participantId, metadata } = recording;
  return JSON.stringify([recordingId, egressId, roomId, participantId, metadata?.type]);
}

function shuffled(indexes: number[], seed: number): number[] {
  return indexes
    .map((index) => [Math.imul(index + 1, seed | 1) >>> 0, index] as const)
    .sort(([a], [b]) => a - b)
    .map(([, index]) => index);
}

test('only those that collide get a suffix', () => {
  const names = recordingFileNames([
    recording({ recordingId: 'EG_a', roomId: 'r' }),
    recording({ recordingId: 'EG_A', roomId: 'r' }),
    recording({ recordingId: 'EG_b', roomId: 'r' }),
  ]);
  expect(names[0]).toMatch(/^unknown_recording_EG_a-[0-9a-f]{8}\.mp4$/);
  expect(names[1]).toMatch(/^unknown_recording_EG_A-[0-9a-f]{8}\.mp4$/);
  expect(names[2]).toBe('unknown_recording_EG_b.mp4');
});
