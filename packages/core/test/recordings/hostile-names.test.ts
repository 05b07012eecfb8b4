import { lstat, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { foldName } from '../../src/recordings/file-names.ts';
import { connect, makeFolder, startServer } from './setup.ts';

const long = 'x'.repeat(400);

/** Facts of 60 recordings whose server means harm, or just knows people with unusual names. */
const hostile: Record<string, unknown>[] = [
  ...[
    '../escape',
    '..',
    '../../../../tmp/x',
    '/etc/passwd',
    'C:\\Windows\\x',
    '\\\\host\\share',
    'a/b',
    'a\\b',
  ],
  ...[
    'a\0b',
    '.',
    '',
    ' ',
    '\n',
    'a\rb',
    '\u202egpj.exe',
    '\u200b',
    '\ufeff',
    'con',
    'NUL',
    'aux.mp4',
    'COM1',
  ],
  ...['-rf', '~', '$(reboot)', '`id`', 'a;b', 'a|b', 'a?b*', '<a>', '"a"', "o'Neil", '%2e%2e%2f', '…', 'a:b'],
  ...[
    'é',
    'e\u0301',
    'İ',
    'ı',
    'ß',
    'SS',
    '李小龍',
    'عمر',
    '👩‍🚀',
    '\ud800',
    long,
    '李'.repeat(200),
    '.hidden',
    'a.',
  ],
].map((participantName) => ({ participantName }));
hostile.push(
  { recordingId: '../../up', participantName: 'id' },
  { recordingId: 'EG/1', participantName: 'id' },
  { recordingId: 'EG_1', participantName: 'id' },
  { recordingId: 'eg_1', participantName: 'id' },
  { recordingId: long, participantName: long },
  { format: '../../../x', participantName: 'format' },
  { format: 'part', participantName: 'format' },
  { format: 'part.json', participantName: 'format' },
  { format: '/', participantName: 'format' },
  { metadata: { type: '../type' }, participantName: 'type' },
  { metadata: { type: long }, participantName: 'type' },
  { metadata: { type: '\0' }, participantName: 'type' },
);

test(`${hostile.length} hostile names: none leaves the folder, none meets another`, async () => {
  expect(hostile.length).toBeGreaterThanOrEqual(60);
  const server = await startServer();
  for (const [i, facts] of hostile.entries()) server.add(`EG_h${i}`, Buffer.from(`recording ${i}`), facts);
  // The storage knows them by the path that mints their URL, whatever their ids say.
  const around = await makeFolder();
  const directory = join(around, 'study', 'recordings');
  await mkdir(directory, { recursive: true });
  await writeFile(join(around, 'outside'), 'untouched');
  await symlink(around, join(directory, 'unknown_video'));
  await symlink(join(around, 'outside'), join(directory, '___escape_video_EG_h0.mp4.part'));
  const results = await connect(server).recordings.download({ room: 'r' }, { directory });
  for (const [i, { status, fileName, reason }] of results.entries()) {
    expect([status, reason]).toEqual(['downloaded', undefined]);
    expect(await readFile(join(directory, fileName ?? ''), 'utf8')).toBe(`recording ${i}`);
    expect((await lstat(join(directory, fileName ?? ''))).isFile()).toBe(true);
  }
  const names = (await readdir(directory)).filter((name) => name !== 'unknown_video');
  expect(names).toHaveLength(hostile.length);
  expect(new Set(names.map(foldName)).size).toBe(hostile.length);
  expect((await readdir(around)).sort()).toEqual(['outside', 'study']);
  expect(await readFile(join(around, 'outside'), 'utf8')).toBe('untouched');
  expect(await readdir(join(around, 'study'))).toEqual(['recordings']);
  process.stdout.write(
    `\n${names.length} hostile names, ${new Set(names).size} files, all inside the folder\n`,
  );
});
