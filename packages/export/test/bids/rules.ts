import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The rules of BIDS 1.11 that a behavioural dataset of ours has to keep, checked on the files alone: nothing of the
 * code that wrote them is used.
 */
export async function problemsOfDataset(folder: string): Promise<string[]> {
  const files = await readFiles(folder);
  return [
    ...problemsOfNames([...files.keys()]),
    ...problemsOfDescription(files),
    ...[...files]
      .filter(([path]) => path.endsWith('.tsv'))
      .flatMap(([path, text]) => problemsOfTsv(path, text)),
    ...[...files.keys()].filter((path) => path.endsWith('.tsv')).flatMap((path) => undescribed(path, files)),
    ...problemsOfParticipants(files),
    ...problemsOfScans(files),
  ];
}

type Files = ReadonlyMap<string, string>;

/** All but sourcedata, whose form BIDS leaves open. */
async function readFiles(folder: string): Promise<Map<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    )
    .filter((path) => !path.startsWith('sourcedata/'))
    .sort();
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const read = async (path: string) => [path, decoder.decode(await readFile(join(folder, path)))] as const;
  return new Map(await Promise.all(paths.map(read)));
}

const label = '[a-zA-Z0-9]+';
const names = [
  /^(README|CHANGES|dataset_description\.json|participants\.(tsv|json))$/,
  new RegExp(`^task-${label}_(events|beh)\\.json$`),
  new RegExp(`^(sub-${label})/\\1_sessions\\.(tsv|json)$`),
  new RegExp(`^(sub-${label})/(ses-${label})/\\1_\\2_scans\\.tsv$`),
  new RegExp(`^(sub-${label})/(ses-${label})/beh/\\1_\\2_task-${label}_(events|beh)\\.tsv$`),
];

function problemsOfNames(paths: readonly string[]): string[] {
  const alike = new Map(paths.map((path) => [path.toLowerCase(), path]));
  return [
    ...paths
      .filter((path) => !names.some((name) => name.test(path)))
      .map((path) => `${path}: no name of BIDS`),
    ...paths
      .filter((path) => alike.get(path.toLowerCase()) !== path)
      .map((path) => `${path}: differs by case only`),
  ];
}

function problemsOfDescription(files: Files): string[] {
  const problems: string[] = [];
  const description = JSON.parse(files.get('dataset_description.json') ?? '{}');
  for (const field of ['Name', 'BIDSVersion']) {
    if (typeof description[field] !== 'string' || description[field] === '') problems.push(`no ${field}`);
  }
  if (!/^\d+\.\d+\.\d+$/.test(description.BIDSVersion)) problems.push('BIDSVersion');
  if (description.DatasetType !== 'raw') problems.push('DatasetType');
  if (typeof description.GeneratedBy?.[0]?.Name !== 'string') problems.push('GeneratedBy');
  if ((files.get('README') ?? '').length <= 150) problems.push('README: too short');
  if (!/^\d+\.\d+\.\d+( \d{4}-\d\d-\d\d)?\n( {2}- .+\n)+$/.test(files.get('CHANGES') ?? ''))
    problems.push('CHANGES');
  return problems;
}

const rowsOf = (text: string): string[][] =>
  text
    .slice(0, -1)
    .split('\n')
    .map((line) => line.split('\t'));

function problemsOfTsv(path: string, text: string): string[] {
  const problems: string[] = [];
  if (!text.endsWith('\n') || text.includes('\r')) problems.push('line ends');
  const [header = [], ...rows] = rowsOf(text);
  if (new Set(header).size !== header.length) problems.push('a column twice');
  if (header.some((name) => !/^[\p{L}\p{N}_]+$/u.test(name))) problems.push('name of a column');
  if (rows.some((row) => row.length !== header.length)) problems.push('a row of another length');
  if (rows.flat().some((cell) => /^\s*$/.test(cell))) problems.push('an empty cell');
  if (path.endsWith('_events.tsv')) problems.push(...problemsOfEvents(header, rows));
  return problems.map((problem) => `${path}: ${problem}`);
}

function problemsOfEvents(header: readonly string[], rows: readonly string[][]): string[] {
  const onsets = rows.map(([onset]) => Number(onset));
  const durations = rows.map(([, duration]) => duration);
  const problems: string[] = [];
  if (header[0] !== 'onset' || header[1] !== 'duration') problems.push('columns');
  if (onsets.some((onset) => !Number.isFinite(onset))) problems.push('an onset that is no number');
  if (onsets.some((onset, i) => onset < (onsets[i - 1] ?? onset)))
    problems.push('not in the order of onsets');
  if (durations.some((duration) => duration !== 'n/a' && !(Number(duration) >= 0)))
    problems.push('a duration');
  return problems;
}

/** Columns that no sidecar describes: one beside the file, or one at the top by inheritance. */
function undescribed(path: string, files: Files): string[] {
  if (path.endsWith('_scans.tsv')) return [];
  const beside = path.replace(/\.tsv$/, '.json');
  const above = /task-[a-zA-Z0-9]+_(events|beh)\.json$/.exec(beside)?.[0];
  const sidecar = { ...parsed(files, above), ...parsed(files, beside) };
  const [header = []] = rowsOf(files.get(path) ?? '');
  const lacking = header.filter((name) => typeof sidecar[name]?.Description !== 'string');
  const unitless = header.filter(
    (name) => ['onset', 'duration'].includes(name) && sidecar[name]?.Units !== 's',
  );
  // The validator takes any text in a sidecar of events for a column.
  const wrongTask = path.endsWith('_events.tsv') && 'TaskName' in sidecar ? ['TaskName'] : [];
  return [...lacking, ...unitless, ...wrongTask].map((name) => `${path}: ${name} in the sidecar`);
}

type Sidecar = Record<string, { Description?: unknown; Units?: unknown } | undefined>;

const parsed = (files: Files, path: string | undefined): Sidecar =>
  JSON.parse((path === undefined ? undefined : files.get(path)) ?? '{}');

function problemsOfParticipants(files: Files): string[] {
  const [header = [], ...rows] = rowsOf(files.get('participants.tsv') ?? '');
  const subjects = rows.map(([subject = '']) => subject);
  const folders = new Set([...files.keys()].flatMap((path) => /^(sub-[^/]+)\//.exec(path)?.[1] ?? []));
  const problems: string[] = header[0] === 'participant_id' ? [] : ['participants.tsv: first column'];
  if (new Set(subjects).size !== subjects.length) problems.push('participants.tsv: a subject twice');
  for (const subject of new Set([...subjects, ...folders])) {
    if (!folders.has(subject) || !subjects.includes(subject))
      problems.push(`${subject}: a row or a folder only`);
    const [, ...sessions] = rowsOf(files.get(`${subject}/${subject}_sessions.tsv`) ?? '');
    const listed = new Set(sessions.map(([session]) => session));
    const prefix = `${subject}/ses-`;
    const own = [...files.keys()].filter((path) => path.startsWith(prefix)).map((path) => path.split('/')[1]);
    for (const session of own)
      if (!listed.has(session)) problems.push(`${subject}: ${session} is not listed`);
  }
  return problems;
}

const acquired = /^(n\/a|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z?)$/;

/** Each file of a session is listed, and nothing else. */
function problemsOfScans(files: Files): string[] {
  const sessions = new Set(
    [...files.keys()].flatMap((path) => /^(sub-[^/]+\/ses-[^/]+)\//.exec(path)?.[1] ?? []),
  );
  return [...sessions].flatMap((session) => {
    const [header = [], ...rows] = rowsOf(
      files.get(`${session}/${session.replace('/', '_')}_scans.tsv`) ?? '',
    );
    const there = [...files.keys()].filter((path) => path.startsWith(`${session}/beh/`)).sort();
    const listed = rows.map(([name]) => `${session}/${name}`);
    const problems = rows.some(([, time = '']) => !acquired.test(time)) ? ['acq_time'] : [];
    if (header.join() !== 'filename,acq_time') problems.push('columns');
    if (listed.join() !== there.join()) problems.push('files');
    return problems.map((problem) => `scans of ${session}: ${problem}`);
  });
}
