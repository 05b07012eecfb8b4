import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readUnfinished, type UnfinishedGroup, writeUnfinished } from '../../src/state/state.ts';
import { useFolders } from '../support.ts';

const newFolder = useFolders();

it('what an earlier version gathered is not gone on with: its form was another', async () => {
  const out = await newFolder();
  const group: UnfinishedGroup = {
    format: 'hyperstudy-partial/3',
    query: 'q',
    layout: 'parquet',
    parts: [{ later: [], kinds: [1], widths: [{ fromRecord: 0, cells: 1 }] }],
    anchors: [],
  };
  await writeUnfinished(out, 'events', group);
  expect(await readUnfinished(out, 'events', 'q')).toEqual(group);
  const path = join(out, '.hyperstudy', 'partial', 'events.json');
  await writeFile(
    path,
    (await readFile(path, 'utf8')).replace('hyperstudy-partial/3', 'hyperstudy-partial/2'),
  );
  expect(await readUnfinished(out, 'events', 'q')).toBeUndefined();
});
