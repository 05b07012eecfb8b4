import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { existingFile } from '../../src/recordings/existing-file.ts';
import { PartFile } from '../../src/recordings/part-file.ts';
import { readSidecar } from '../../src/recordings/sidecar.ts';
import { failureOf } from '../support/client.ts';
import { newFolder } from '../support/folder.ts';

const bytes = Buffer.from('0123456789');
const md5 = createHash('md5').update(bytes).digest('base64');
const large = 1024 * 1024;

/** The part of a recording in a folder, by default of unknown size. */
const openIn = (folder: string, expectedSize?: number, recordingId = 'EG_1') =>
  PartFile.open({ finalPath: join(folder, 'a.mp4'), recordingId, expectedSize, ownsBytes: false });

describe('a part that is left', () => {
  test.each([
    [{ etag: '"1"', size: large }, ['a.mp4.part', 'a.mp4.part.json']],
    [{ etag: '"1"' }, ['a.mp4.part', 'a.mp4.part.json']],
    // Small ones come again as quickly, and without a mark nobody knows what the bytes are.
    [{ etag: '"1"', size: large - 1 }, []],
    [{ size: large }, []],
  ])('of %j keeps %j', async (object, files) => {
    await using folder = await newFolder();
    const part = await openIn(folder.path);
    await part.begin(object, 0);
    await part.write(bytes);
    await part.close();
    expect(await readdir(folder.path)).toEqual(files);
  });

  test('is gone on with, and kept again', async () => {
    await using folder = await newFolder();
    const object = { etag: '"1"', generation: '7', size: large };
    const first = await openIn(folder.path);
    await first.begin(object, 0);
    await first.write(bytes);
    await first.close();
    const second = await openIn(folder.path);
    expect(second.position).toBe(10);
    // An answer that says less than the one before doesn't make it forgotten.
    await second.begin({ etag: '"1"', size: undefined, contentType: 'video/mp4' }, 10);
    expect(second.object).toEqual({ ...object, contentType: 'video/mp4' });
    await second.close();
    expect(await readdir(folder.path)).toEqual(['a.mp4.part', 'a.mp4.part.json']);
  });

  test('is no basis where it is longer than the recording, or of another one', async () => {
    await using folder = await newFolder();
    const sidecar = (facts: object) => writeFile(join(folder.path, 'a.mp4.part.json'), JSON.stringify(facts));
    await writeFile(join(folder.path, 'a.mp4.part'), bytes);
    const position = async (expectedSize?: number) => {
      const part = await openIn(folder.path, expectedSize);
      return part.position;
    };
    await sidecar({ recordingId: 'EG_1', etag: '"1"', size: 9 });
    expect(await position()).toBe(0);
    await sidecar({ recordingId: 'EG_1', etag: '"1"' });
    expect(await position(9)).toBe(0);
    expect(await position(10)).toBe(10);
    expect(await position()).toBe(10);
    await sidecar({ recordingId: 'EG_1', size: 10 });
    expect(await position()).toBe(0);
    await sidecar({ recordingId: 'EG_2', etag: '"1"' });
    expect(await position()).toBe(0);
  });
});

describe('bytes that go on', () => {
  test('from another place, or with another checksum, are not put behind those that are there', async () => {
    await using folder = await newFolder();
    const part = await openIn(folder.path);
    await part.begin({ etag: '"1"' }, 0);
    await part.write(bytes);
    const other = await failureOf(
      part.begin({ etag: '"1"', checksum: { algorithm: 'md5', value: md5 } }, 10),
    );
    expect(other).toMatchObject({ name: 'StorageFailure', kind: 'broken' });
    expect(part.position).toBe(0);
    await part.write(bytes);
    expect(await failureOf(part.begin({ etag: '"1"' }, 7))).toMatchObject({ kind: 'broken' });
    // From the start is always right.
    await part.begin({ etag: '"1"', checksum: { algorithm: 'md5', value: md5 } }, 0);
    await part.write(bytes);
    await part.complete();
    await part.finish();
    expect(await readFile(join(folder.path, 'a.mp4'))).toEqual(bytes);
    expect(await readdir(folder.path)).toEqual(['a.mp4']);
  });
});

describe('a file that another program has taken', () => {
  const finishAfter = async (change: (part: string) => Promise<unknown>) => {
    await using folder = await newFolder();
    const part = await openIn(folder.path);
    await part.begin({ etag: '"1"' }, 0);
    await part.write(bytes);
    await part.complete();
    await change(join(folder.path, 'a.mp4.part'));
    const error = await failureOf(part.finish());
    expect(await readdir(folder.path)).not.toContain('a.mp4');
    return error;
  };

  test.each([
    ['away', (file: string) => rm(file)],
    ['and written into', (file: string) => writeFile(file, 'x'.repeat(20), { flag: 'a' })],
    [
      'and replaced by one of the same size',
      async (file: string) => {
        // The old one is kept open, so that its number isn't given to the new one.
        await rm(file);
        await writeFile(file, bytes);
      },
    ],
  ])('%s gets no name', async (_, change) => {
    expect(await finishAfter(change)).toMatchObject({
      name: 'RecordingError',
      message: expect.stringContaining('Another program'),
    });
  });

  test('a part gets no name before its bytes are known to be right', async () => {
    await using folder = await newFolder();
    const part = await openIn(folder.path);
    await expect(part.finish()).rejects.toThrow(TypeError);
    await part.begin({ etag: '"1"' }, 0);
    await expect(part.finish()).rejects.toThrow(TypeError);
    await part.close();
  });
});

test('a sidecar gives what it should, and nothing of another type', async () => {
  await using folder = await newFolder();
  const path = join(folder.path, 's.json');
  const read = async (facts: unknown) => {
    await writeFile(path, JSON.stringify(facts));
    return readSidecar(path);
  };
  const checksum = { algorithm: 'md5', value: md5 };
  const whole = { recordingId: 'EG_1', size: 10, etag: '"1"', generation: '7', checksum };
  const { recordingId, ...object } = whole;
  expect(await read(whole)).toEqual({ recordingId, object });
  expect(await read({ recordingId: 7 })).toBeUndefined();
  expect(await read(null)).toBeUndefined();
  expect(await read({ recordingId, size: '10', etag: 1, generation: 7, checksum: 'md5' })).toEqual({
    recordingId,
    object: {},
  });
  for (const wrong of [{ algorithm: 'sha1', value: md5 }, { algorithm: 'md5', value: 7 }, { value: md5 }])
    expect(await read({ recordingId, checksum: wrong })).toEqual({ recordingId, object: {} });
});

describe('a link in place of a file', () => {
  test('counts only where it leads to a file of the size that is listed', async () => {
    await using folder = await newFolder();
    const path = join(folder.path, 'a.mp4');
    const look = (expectedSize?: number) =>
      existingFile(path, { expectedSize, known: undefined, ask: undefined });
    expect(await look(10)).toBeUndefined();
    await writeFile(join(folder.path, 'annexed'), bytes);
    await symlink('annexed', path);
    expect(await look(10)).toEqual({ size: 10 });
    expect(await look(9)).toBeUndefined();
    expect(await look()).toBeUndefined();
    await rm(path);
    await mkdir(join(folder.path, 'folder'));
    await symlink('folder', path);
    for (const size of [4096, 0, 60]) expect(await look(size)).toBeUndefined();
  });

  test('a file is compared with what the storage has, where that is asked', async () => {
    await using folder = await newFolder();
    const path = join(folder.path, 'a.mp4');
    await writeFile(path, bytes);
    const look = (object: object) =>
      existingFile(path, { expectedSize: undefined, known: undefined, ask: async () => object });
    expect(await look({ size: 9 })).toBeUndefined();
    expect(await look({ size: 10 })).toMatchObject({ size: 10, sourceChecksum: undefined });
    expect(await look({})).toMatchObject({ size: 10 });
    expect(await look({ checksum: { algorithm: 'md5', value: md5 } })).toMatchObject({
      sourceChecksum: `md5=${md5}`,
    });
    expect(await look({ checksum: { algorithm: 'md5', value: 'AAAA' } })).toBeUndefined();
  });
});
