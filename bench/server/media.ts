import type { ServerResponse } from 'node:http';

/** What every recording is made of, again and again: made once, so that sending costs no more than sending. */
const piece = Buffer.from(
  Uint32Array.from({ length: 64 * 1024 }, (_, i) => Math.imul(i, 2_654_435_761)).buffer,
);

/** CRC-32C, apart from the one that is measured. */
function crc32c(bytes: Buffer, before: number): number {
  let crc = ~before;
  for (let i = 0; i < bytes.length; i += 1) crc = (crc >>> 8) ^ (table[(crc ^ (bytes[i] ?? 0)) & 255] ?? 0);
  return ~crc >>> 0;
}

const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0x82f63b78 : value >>> 1;
  return value;
});

/** Recordings of one size, sent as fast as it goes or as fast as a connection is allowed. */
export class Media {
  readonly size: number;
  /** Bytes per ms and connection; 0: as fast as it goes. */
  readonly #speed: number;
  readonly #hash: string;

  /** @param speed MB/s per connection, 0 for no limit */
  constructor(size: number, speed: number) {
    this.size = size;
    this.#speed = speed * 1000;
    let sum = 0;
    for (let sent = 0; sent < size; sent += piece.length) sum = crc32c(piece.subarray(0, size - sent), sum);
    const checksum = Buffer.alloc(4);
    checksum.writeUInt32BE(sum);
    this.#hash = `crc32c=${checksum.toString('base64')}`;
  }

  async send(response: ServerResponse): Promise<void> {
    response.writeHead(200, {
      'content-length': this.size,
      'content-type': 'video/mp4',
      etag: '"bench"',
      'x-goog-hash': this.#hash,
    });
    let freeAt = performance.now();
    for (let sent = 0; sent < this.size && !response.destroyed; sent += piece.length) {
      const bytes = piece.subarray(0, this.size - sent);
      if (!response.write(bytes)) await roomIn(response);
      if (this.#speed === 0) continue;
      freeAt += bytes.length / this.#speed;
      const wait = freeAt - performance.now();
      if (wait > 1) await new Promise((resolve) => setTimeout(resolve, wait));
    }
    response.end();
  }
}

/** Waits until more can be written, or nobody listens any more. */
function roomIn(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const goOn = () => {
      response.off('drain', goOn).off('close', goOn);
      resolve();
    };
    response.on('drain', goOn).on('close', goOn);
  });
}
