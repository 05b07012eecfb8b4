import { inflateRawSync } from 'node:zlib';

export interface ZipEntry {
  readonly bytes: Buffer;
  /** 0: stored, 8: deflated. */
  readonly method: number;
}

/** The files of a ZIP archive, read by its central directory (small archives only, without ZIP64). */
export function unzip(archive: Buffer): Map<string, ZipEntry> {
  const end = archive.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  if (end === -1) throw new Error('This is no ZIP archive.');
  const files = new Map<string, ZipEntry>();
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left -= 1) {
    const method = archive.readUInt16LE(at + 10);
    const packed = archive.readUInt32LE(at + 20);
    const nameLength = archive.readUInt16LE(at + 28);
    const name = archive.toString('utf8', at + 46, at + 46 + nameLength);
    const local = archive.readUInt32LE(at + 42);
    const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    const data = archive.subarray(start, start + packed);
    files.set(name.replace(/^\//, ''), { bytes: method === 8 ? inflateRawSync(data) : data, method });
    at += 46 + nameLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  return files;
}
