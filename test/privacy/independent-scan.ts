import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { DuckDBInstance } from '@duckdb/node-api';
import type { Person } from './planted-study.ts';

/** Ways to write an identifier, made here and not by the code under test. */
function formsOf(text: string): string[] {
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '');
  const whole = [text.normalize('NFC'), text.normalize('NFD'), plain];
  const spelled = whole.flatMap((form) => [
    form,
    encodeURIComponent(form),
    encodeURIComponent(encodeURIComponent(form)),
    form.replace(/[^\p{L}\p{N}]/gu, '_'),
    [...form].map((c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`).join(''),
    [...form].map((c) => (c.charCodeAt(0) > 127 ? `\\u${c.charCodeAt(0).toString(16)}` : c)).join(''),
    [...form].map((c) => `&#${c.codePointAt(0)};`).join(''),
  ]);
  // Base64 of a text that has it somewhere: whatever stands before shifts it by 0, 1 or 2 bytes.
  const encoded = whole.flatMap((form) =>
    ['', ' ', '  '].map((before) => {
      const bytes = Buffer.from(before + form);
      const start = before === '' ? 0 : 4;
      return bytes
        .subarray(0, bytes.length - (bytes.length % 3))
        .toString('base64')
        .slice(start);
    }),
  );
  return [...new Set([...spelled.map((form) => form.toLowerCase()), ...encoded.map((form) => `=${form}`)])];
}

/** The same but for base64, for texts in which letters may stand anywhere. */
export const independentForms = (text: string): string[] =>
  formsOf(text).filter((form) => !form.startsWith('='));

/** Where any of them still stands in a folder: names of files, bytes, decompressed bytes, values of Parquet. */
export async function leaksIn(folder: string, people: readonly Person[]): Promise<string[]> {
  const wanted = people.flatMap(({ id, name, email }) => [id, name, email]);
  const leaks: string[] = [];
  const look = (where: string, text: string) => {
    const lower = text.toLowerCase();
    for (const identifier of wanted) {
      for (const form of formsOf(identifier)) {
        const found = form.startsWith('=') ? text.includes(form.slice(1)) : lower.includes(form);
        if (found) leaks.push(`${where}: ${form}`);
      }
    }
  };
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name);
    look(`name ${path.slice(folder.length)}`, path.slice(folder.length));
    if (!entry.isFile()) continue;
    const bytes = await readFile(path);
    look(path, bytes.toString('utf8'));
    look(path, bytes.toString('latin1'));
    if (path.endsWith('.gz')) look(`${path} unpacked`, gunzipSync(bytes).toString('utf8'));
    if (path.endsWith('.parquet')) look(`${path} read`, await parquetText(path));
  }
  return [...new Set(leaks)];
}

async function parquetText(path: string): Promise<string> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const reader = await connection.runAndReadAll(`SELECT * FROM '${path}'`);
  const text = JSON.stringify([reader.columnNames(), reader.getRowsJson()]);
  connection.closeSync();
  return text;
}
