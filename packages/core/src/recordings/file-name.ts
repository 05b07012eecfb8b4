import { createHash } from 'node:crypto';
import type { RecordingRecord } from '../data-types/schemas/index.ts';

/** Longest name of a file on all common systems, bytes of UTF-8, less room for '.part.json' and two underscores. */
const longestName = 255 - '.part.json'.length - 2;

/**
 * Everything but letters, digits, _ and - is replaced, as the Python SDK does; letters that show nothing too
 * (they would make two names look the same, and some file systems ignore them).
 */
const unsafe = /[^\p{L}\p{N}_-]|\p{Default_Ignorable_Code_Point}/gu;
const unsafeInName = /[^\p{L}\p{N}_.-]|\p{Default_Ignorable_Code_Point}/gu;

/** Names that Windows keeps for devices, with any extension. */
const reserved = /^(con|prn|aux|nul|com\d|lpt\d|com[¹²³]|lpt[¹²³])(\.|$)/i;

/** Names that downloads use for themselves. */
const ours = /\.part(\.json)?$/i;

/** {participantName}_{type}_{recordingId}.{ext}: one safe name, the same whatever other recordings there are. */
export function recordingFileName(recording: RecordingRecord): string {
  const type = textOf(recording.metadata?.type);
  const name = textOf(recording.participantName) ?? textOf(recording.participantId) ?? 'unknown';
  const extension = extensionOf(textOf(recording.format), type);
  const tail = `_${cut(safePart(type ?? 'recording'), 40)}_${safeId(idOf(recording))}.${extension}`;
  return safeFileName(`${cut(safePart(name), longestName - Buffer.byteLength(tail))}${tail}`);
}

/** Any text as the name of a file: no folder, no device, no hidden file, no option of a command, not too long. */
export function safeFileName(text: string): string {
  const known = text.normalize('NFC').replace(unsafeInName, '_');
  let name = cutStem(known, longestName)
    .replace(/^[.-]+/, '_')
    .replace(/\.+$/, '');
  if (name === '') name = 'recording';
  if (ours.test(name)) name = `${name}_`;
  return reserved.test(name) ? `_${name}` : name;
}

/** The name with more text before its extension; the rest is cut where that makes it too long. */
export function withSuffix(name: string, suffix: string): string {
  const [stem, extension] = splitName(name);
  const room = longestName - Buffer.byteLength(suffix) - Buffer.byteLength(extension);
  return `${cut(stem, room)}${suffix}${extension}`;
}

/** Id of a recording, also where the server left out the usual one. */
export function idOf(recording: RecordingRecord): string {
  return textOf(recording.recordingId) ?? textOf(recording.egressId) ?? 'unknown';
}

/** The first n hex digits of a hash. */
export function shortHash(text: string, digits: number): string {
  return createHash('sha256').update(text).digest('hex').slice(0, digits);
}

const safePart = (text: string): string => text.normalize('NFC').replace(unsafe, '_');

/** An id that can't be kept as it is gets a hash of what it was: a/b and a_b stay apart, whatever else there is. */
function safeId(id: string): string {
  const safe = cut(safePart(id), 100);
  return safe === id ? id : `${safe}-${shortHash(id, 8)}`;
}

function extensionOf(format: string | undefined, type: string | undefined): string {
  const wanted = format?.replace(/^\.+/, '').replace(/[^A-Za-z0-9]/g, '_');
  if (wanted) return wanted.slice(0, 16);
  return type === 'audio' ? 'webm' : 'mp4';
}

function cutStem(name: string, bytes: number): string {
  if (Buffer.byteLength(name) <= bytes) return name;
  const [stem, extension] = splitName(name);
  return `${cut(stem, bytes - Buffer.byteLength(extension))}${extension}`;
}

/** Stem and extension; what is longer than 20 characters is no extension. */
function splitName(name: string): [stem: string, extension: string] {
  const dot = name.lastIndexOf('.');
  return dot > 0 && name.length - dot <= 20 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
}

/** The start of the text that fits into so many bytes, whole characters only. */
function cut(text: string, bytes: number): string {
  if (Buffer.byteLength(text) <= bytes) return text;
  let kept = '';
  let left = bytes;
  for (const character of text) {
    left -= Buffer.byteLength(character);
    if (left < 0) break;
    kept += character;
  }
  return kept;
}

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;
