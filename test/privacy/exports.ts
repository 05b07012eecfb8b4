import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ExportOptions, type ExportResult, exportStudy } from '@hyperstudy-workflows/export';
import { parse } from 'csv-parse/sync';
import { useFolders } from '../support/folder.ts';
import { at, key, type Person, people, type Row, type Study, useStudies } from './planted-study.ts';

/** Many events of somebody, one per second; every hundredth names another. */
export const events = (
  count: number,
  from = 0,
  person: Person = people.zoe,
  other: Person = people.bart,
): Row[] =>
  Array.from({ length: count }, (_, i) => ({
    id: `e_${from + i}`,
    roomId: 'room_1',
    participantId: person.id,
    timestamp: at(10_000 + from + i),
    content: i % 100 === 0 ? `with ${other.name}` : 'alone',
  }));

/** Exports of studies, with pseudonyms unless the options say otherwise. */
export function useExports() {
  const newFolder = useFolders();
  const newStudy = useStudies();
  return async (study: Study) => {
    const { client, requests } = await newStudy(study);
    const folder = await newFolder();
    const run = (name: string, options: Partial<ExportOptions> = {}): Promise<ExportResult> =>
      exportStudy(client, {
        scope: { experiment: 'exp_1' },
        out: join(folder, name),
        pseudonymize: true,
        pseudonymKey: key,
        ...options,
      });
    return { study, run, requests, out: (name: string) => join(folder, name) };
  };
}

export const rowsIn = async (path: string): Promise<Record<string, string>[]> =>
  parse(await readFile(path, 'utf8'), { columns: true });

export const participant = (person: Person, n: number): Row => ({
  ...person,
  joinedAt: at(n),
  roomId: 'room_1',
  role: 'viewer_a',
});
export const consent = (person: Person, n: number, said: string): Row => ({
  ...{ id: `consent_${person.id}_${n}`, roomId: 'room_1', participantId: person.id, timestamp: at(n) },
  ...{ category: 'pre_experiment', eventType: `consent.${said}` },
});
