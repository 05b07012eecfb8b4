/** A checksum that the storage keeps of an object, over its bytes as stored. */
export interface SourceChecksum {
  readonly algorithm: 'crc32c' | 'md5';
  /** base64, as x-goog-hash has it. */
  readonly value: string;
}

/** What the storage says about an object: enough to tell whether it is still the same one. */
export interface StoredObject {
  /** Bytes of the whole object. */
  readonly size?: number;
  /** Strong ETag, in quotes; a weak one says nothing about bytes and is left out. */
  readonly etag?: string;
  /** Version of the object (Google Cloud Storage). */
  readonly generation?: string;
  readonly checksum?: SourceChecksum;
  readonly contentType?: string;
}

export type Headers = Readonly<Record<string, string | string[] | undefined>>;

/** @param size of the whole object, where Content-Length or Content-Range says it */
export function readStoredObject(headers: Headers, size: number | undefined): StoredObject {
  const etag = one(headers.etag);
  return {
    size: size ?? wholeNumber(one(headers['x-goog-stored-content-length'])),
    etag: etag?.startsWith('"') ? etag : undefined,
    generation: one(headers['x-goog-generation']),
    checksum: readChecksum(headers['x-goog-hash']),
    contentType: one(headers['content-type']),
  };
}

/** same: proven by ETag, generation or checksum; unknown: nothing that proves it, nothing that speaks against. */
export function compareObjects(a: StoredObject, b: StoredObject): 'same' | 'different' | 'unknown' {
  const proofs = [
    [a.etag, b.etag],
    [a.generation, b.generation],
    [checksumText(a.checksum), checksumText(b.checksum)],
  ];
  const known = proofs.filter(([one, other]) => one !== undefined && other !== undefined);
  if (known.some(([one, other]) => one !== other)) return 'different';
  if (a.size !== undefined && b.size !== undefined && a.size !== b.size) return 'different';
  return known.length > 0 ? 'same' : 'unknown';
}

/** Whether there is anything by which the object can be recognised later. */
export function isRecognisable(object: StoredObject): boolean {
  return object.etag !== undefined || object.generation !== undefined || object.checksum !== undefined;
}

/** crc32c=AAAAAA== or md5=...; undefined for none. */
export function checksumText(checksum: SourceChecksum | undefined): string | undefined {
  return checksum && `${checksum.algorithm}=${checksum.value}`;
}

/** crc32c goes first: every object has it, composite ones too, and it is twice as fast as md5. */
function readChecksum(header: string | string[] | undefined): SourceChecksum | undefined {
  const parts = [header ?? []]
    .flat()
    .flatMap((line) => line.split(','))
    .map((part) => part.trim());
  for (const [algorithm, length] of [
    ['crc32c', 4],
    ['md5', 16],
  ] as const) {
    const value = parts.find((part) => part.startsWith(`${algorithm}=`))?.slice(algorithm.length + 1);
    if (value !== undefined && Buffer.from(value, 'base64').length === length) return { algorithm, value };
  }
  return undefined;
}

/** The number of a header; undefined for anything else. */
export function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

/** The first value of a header. */
export function one(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}
