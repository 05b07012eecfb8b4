import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Hasher } from '../../src/recordings/checksum.ts';
import { crc32c } from '../../src/recordings/crc32c.ts';
import { compareObjects, readStoredObject } from '../../src/recordings/stored-object.ts';

/** From RFC 3720, B.4, and the check value of the catalogue of CRCs. */
const vectors: [string, Uint8Array, number][] = [
  ['nothing', new Uint8Array(0), 0],
  ['32 zero bytes', new Uint8Array(32), 0x8a9136aa],
  ['32 bytes of ones', new Uint8Array(32).fill(0xff), 0x62a8ab43],
  ['0 to 31', Uint8Array.from({ length: 32 }, (_, i) => i), 0x46dd794e],
  ['31 to 0', Uint8Array.from({ length: 32 }, (_, i) => 31 - i), 0x113fdb5c],
  ['123456789', Buffer.from('123456789'), 0xe3069283],
];

test.each(vectors)('CRC-32C of %s', (_, bytes, expected) => {
  expect(crc32c(bytes)).toBe(expected);
});

function bitByBit(bytes: Uint8Array): number {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0x82f63b78 : crc >>> 1;
  }
  return ~crc >>> 0;
}

test('CRC-32C is the same in one go, in pieces, and bit by bit', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(200), (bytes, cut) => {
      const whole = crc32c(bytes);
      expect(whole).toBe(bitByBit(bytes));
      expect(crc32c(bytes.subarray(cut), crc32c(bytes.subarray(0, cut)))).toBe(whole);
    }),
  );
});

test('CRC-32C of pieces of any length, from any place, is the same as bit by bit', () => {
  const bytes = Uint8Array.from({ length: 300_000 }, (_, i) => Math.imul(i, 2_654_435_761) >>> 13);
  const lengths = [8191, 8192, 8193, 8207, 16_384, 65_536, 65_543, 117_000, 121_039, 121_056, 250_001];
  for (const [i, length] of lengths.entries()) {
    const piece = bytes.subarray(i, i + length);
    const whole = bitByBit(piece);
    expect(crc32c(piece), `${length}`).toBe(whole);
    const cut = Math.floor(length / 3);
    expect(crc32c(piece.subarray(cut), crc32c(piece.subarray(0, cut))), `${length} in two`).toBe(whole);
  }
});

test('the checksum has the form of x-goog-hash', () => {
  const bytes = Buffer.from('123456789');
  const hasher = new Hasher('crc32c');
  hasher.update(bytes.subarray(0, 4));
  hasher.update(bytes.subarray(4));
  expect(hasher.digest()).toEqual({
    sha256: createHash('sha256').update(bytes).digest('hex'),
    checksum: { algorithm: 'crc32c', value: '4waSgw==' },
  });
});

test.each([
  ['crc32c=4waSgw==,md5=JfnnlDI7RTiF9RgfG2JNCw==', 'crc32c'],
  ['md5=JfnnlDI7RTiF9RgfG2JNCw==,crc32c=4waSgw==', 'crc32c'],
  [['md5=JfnnlDI7RTiF9RgfG2JNCw==', 'crc32c=4waSgw=='], 'crc32c'],
  ['md5=JfnnlDI7RTiF9RgfG2JNCw==', 'md5'],
  ['crc32c=', undefined],
  ['sha1=4waSgw==', undefined],
  [undefined, undefined],
])('reads the checksum of x-goog-hash: %s', (header, algorithm) => {
  const { checksum } = readStoredObject({ 'x-goog-hash': header }, 9);
  expect(checksum?.algorithm).toBe(algorithm);
});

test('an object is the same only by ETag, generation or checksum', () => {
  const object = { size: 9, etag: '"a"', generation: '1' };
  expect(compareObjects(object, { etag: '"a"' })).toBe('same');
  expect(compareObjects(object, { etag: '"b"' })).toBe('different');
  expect(compareObjects(object, { etag: '"a"', generation: '2' })).toBe('different');
  expect(compareObjects(object, { size: 9 })).toBe('unknown');
  expect(compareObjects(object, { size: 8, etag: '"a"' })).toBe('different');
  expect(readStoredObject({ etag: 'W/"a"' }, 9).etag).toBeUndefined();
});
