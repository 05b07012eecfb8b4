import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { extname } from 'node:path';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { gatheredLines } from '../tables/parquet/gathered-lines.ts';
import { parquetCells } from '../tables/parquet/read.ts';
import { encodedIn } from './base64.ts';
import { longestCharacter } from './characters.ts';
import type { Finder } from './finder.ts';
import type { Identifier } from './identifiers.ts';

/** Where an identifier stands in a file. */
export interface Place {
  /** Byte, from 0; of the decompressed content where the file is compressed. */
  readonly offset: number;
  readonly decompressed: boolean;
  readonly identifier: Identifier;
}

/** What is looked for, by how sure a hit is. */
export interface Searches {
  /** In any case and encoding. */
  readonly folded: Finder<Identifier>;
  /** Short ones: only as whole cells of a table. */
  readonly cells: Finder<Identifier>;
  /** Long ids and addresses: chance doesn't write them into the bytes of a video. */
  readonly long: Finder<Identifier>;
}

const tables = /\.(?:csv|tsv|ndjson|jsonl|parquet)$/i;
const texts = /\.(?:csv|tsv|ndjson|jsonl|json|html?|md|txt|xml|svg|ya?ml|part|wide|bidsignore)$/i;
/** What the tool keeps for itself is text. */
const ofState = /[\\/]\.hyperstudy[\\/]/;
/** Prose of this tool, in which a name may be an ordinary word. */
const pages = /\.(?:html?|md|txt)$/i;

/** Shortest run of readable characters in other bytes that is looked at. */
const shortestRun = 8;

/** The first known identifier in a file; undefined where there is none. */
export async function findInFile(path: string, searches: Searches): Promise<Place | undefined> {
  if (/\.gz$/i.test(path)) {
    const unpacked = createReadStream(path).pipe(createGunzip());
    const inside = await findInText(unpacked, path.replace(/\.gz$/i, ''), searches);
    return inside === undefined ? findInBytes(path, searches) : { ...inside, decompressed: true };
  }
  if (/\.parquet$/i.test(path)) {
    const lines = ofState.test(path) ? gatheredLines(path) : parquetTexts(path);
    const inside = await findInText(Readable.from(lines), path, searches);
    return inside === undefined ? findInBytes(path, searches) : { ...inside, decompressed: true };
  }
  if (texts.test(path) || ofState.test(path) || extname(path) === '')
    return findInText(createReadStream(path), path, searches);
  return findInBytes(path, searches);
}

/** The same for a text that is no file yet. */
export function findInString(text: string, searches: Searches): Place | undefined {
  return inWindow({ text, offset: 0, first: true, last: true }, 'manifest.json', searches);
}

/** All texts in a table: its values, a line each, after what its end says of its columns. */
async function* parquetTexts(path: string): AsyncGenerator<Buffer, void> {
  const handle = await open(path, 'r');
  try {
    const { size } = await handle.stat();
    const tail = Buffer.alloc(8);
    await handle.read(tail, 0, 8, Math.max(0, size - 8));
    const footer = Buffer.alloc(Math.min(tail.readUInt32LE(0), Math.max(0, size - 8)));
    await handle.read(footer, 0, footer.length, Math.max(0, size - 8 - footer.length));
    yield Buffer.concat([footer, Buffer.from('\n')]);
  } finally {
    await handle.close();
  }
  let lines: string[] = [];
  for await (const cells of parquetCells(path)) {
    for (const cell of cells) if (typeof cell === 'string') lines.push(cell);
    if (lines.length < 10_000) continue;
    yield Buffer.from(`${lines.join('\n')}\n`);
    lines = [];
  }
  yield Buffer.from(lines.join('\n'));
}

/** A part of a text. */
interface Window {
  readonly text: string;
  /** Byte that it begins with. */
  readonly offset: number;
  readonly first: boolean;
  readonly last: boolean;
}

async function findInText(stream: Readable, path: string, searches: Searches): Promise<Place | undefined> {
  // Kept: without its three bytes every place would be wrong.
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  const overlap = (Math.max(searches.folded.longest, searches.cells.longest) + 4) * longestCharacter;
  let text = '';
  let offset = 0;
  let first = true;
  try {
    for await (const chunk of stream) {
      text += decoder.decode(chunk as Buffer, { stream: true });
      if (text.length <= overlap * 2) continue;
      const found = inWindow({ text, offset, first, last: false }, path, searches);
      if (found !== undefined) return found;
      const kept = text.slice(-overlap);
      offset += Buffer.byteLength(text) - Buffer.byteLength(kept);
      text = kept;
      first = false;
    }
    text += decoder.decode();
    return inWindow({ text, offset, first, last: true }, path, searches);
  } finally {
    stream.destroy();
  }
}

function inWindow(window: Window, path: string, searches: Searches): Place | undefined {
  const { text, offset, first } = window;
  const place = (start: number, identifier: Identifier): Place => ({
    offset: offset + Buffer.byteLength(text.slice(0, start)),
    decompressed: false,
    identifier,
  });
  // What begins with the window is the end of something that the window before held whole.
  const isWhole = ({ start }: { start: number }) => first || start > 0;
  const isPage = pages.test(path);
  const hit = searches.folded
    .find(text)
    .filter(isWhole)
    .find(
      ({ start, end, pattern }) => !isPage || !isWord(pattern) || text.slice(start, end) === pattern.text,
    );
  if (hit !== undefined) return place(hit.start, hit.pattern);
  if (tables.test(path)) {
    const cell = searches.cells.find(text).find((found) => isWhole(found) && isCell(window, found));
    if (cell !== undefined) return place(cell.start, cell.pattern);
  }
  for (const { start, text: inner } of encodedIn(text)) {
    const [within] = searches.folded.find(inner);
    if (within !== undefined) return place(start, within.pattern);
  }
  return undefined;
}

/** A name of one word: in prose it may be an ordinary one in another case. */
const isWord = ({ kind, text }: Identifier): boolean => kind === 'name' && /^[\p{L}\p{M}]+$/u.test(text);

const beforeCell = /[",\t\n]/;
const afterCell = /[",\t\r\n]/;

function isCell({ text, first, last }: Window, { start, end }: { start: number; end: number }): boolean {
  const before = start === 0 ? first : beforeCell.test(text[start - 1] ?? '');
  return before && (end === text.length ? last : afterCell.test(text[end] ?? ''));
}

/** Readable runs in a file of other bytes. */
async function findInBytes(path: string, { long }: Searches): Promise<Place | undefined> {
  let offset = 0;
  let run = '';
  let runStart = 0;
  const inRun = (): Place | undefined => {
    const [hit] = run.length < shortestRun ? [] : long.find(run);
    return hit === undefined
      ? undefined
      : { offset: runStart + hit.start, decompressed: false, identifier: hit.pattern };
  };
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 })) {
    const bytes = chunk as Buffer;
    for (let start = 0; start < bytes.length; ) {
      let end = start;
      while (end < bytes.length && isReadable(bytes[end] ?? 0)) end += 1;
      if (end > start) {
        if (run === '') runStart = offset + start;
        // A very long run is looked at in pieces that overlap.
        if (end - start >= shortestRun || end === bytes.length || start === 0)
          run += bytes.toString('latin1', start, end);
      }
      if (end < bytes.length) {
        const found = inRun();
        if (found !== undefined) return found;
        run = '';
        end += 1;
      }
      start = end;
    }
    if (run.length > 4 * 1024 * 1024) {
      const found = inRun();
      if (found !== undefined) return found;
      runStart += run.length - 1000;
      run = run.slice(-1000);
    }
    offset += bytes.length;
  }
  return inRun();
}

const isReadable = (byte: number): boolean => byte >= 0x20 && byte < 0x7f;
