import { readdir } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { connect, makeFolder, readFolder, someBytes, startServer } from './setup.ts';

test('downloads all recordings of a scope', async () => {
  const server = await startServer();
  for (let i = 0; i < 5; i += 1) server.add(`EG_${i}`, someBytes(100_000 + i, i));
  const directory = await makeFolder();
  const results = await connect(server).recordings.download({ room: 'room_1' }, { directory });
  expect(results.map(({ status, size, transferred }) => [status, size, transferred])).toEqual(
    [0, 1, 2, 3, 4].map((i) => ['downloaded', 100_000 + i, 100_000 + i]),
  );
  const found = await readFolder(directory);
  for (let i = 0; i < 5; i += 1) {
    expect(found.get(`Viewer_A_video_EG_${i}.mp4`)?.equals(someBytes(100_000 + i, i))).toBe(true);
  }
  expect(await readdir(directory)).toHaveLength(5);
  expect(server.seen.keys).toBe(0);
});
