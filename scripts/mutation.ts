/**
 * npm run mutation [-- rooms]: changes core's code in thousands of small ways, one at a time, and sees whether its tests
 * notice. Takes about an hour for all rooms; a second run does what has changed. The report of each room is in out/mutation.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { roomOf, rooms } from '../test/mutation/rooms.ts';
import { table } from './markdown.ts';

interface Report {
  readonly files: Readonly<Record<string, { readonly mutants: readonly { readonly status: string }[] }>>;
}

const root = new URL('..', import.meta.url);
const asked = process.argv.slice(2);
const names = (asked.length > 0 ? asked.map((name) => roomOf(name)) : rooms).map(({ name }) => name);

/** Mutants of a room; with more tests, only those that were not noticed before. */
function mutate(name: string, more: object): void {
  const { status } = spawnSync('stryker', ['run', 'test/mutation/stryker.config.ts'], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
    env: { ...process.env, MUTATION_ROOM: name, ...more },
  });
  if (status !== 0) process.exitCode = 1;
}

for (const name of names) {
  mutate(name, {});
  if (roomOf(name).more.length > 0) mutate(name, { MUTATION_MORE: 'yes' });
}

const counts = names.flatMap((name) => {
  const file = new URL(`out/mutation/${name}/report.json`, root);
  if (!existsSync(file)) return [];
  const { files }: Report = JSON.parse(readFileSync(file, 'utf8'));
  const statuses = Object.values(files).flatMap(({ mutants }) => mutants.map(({ status }) => status));
  const count = (status: string) => statuses.filter((one) => one === status).length;
  const noticed = count('Killed') + count('Timeout');
  const missed = count('Survived') + count('NoCoverage');
  return [{ name, noticed, missed }];
});

const score = (noticed: number, missed: number) =>
  `${((100 * noticed) / Math.max(1, noticed + missed)).toFixed(1)} %`;
const rows = counts.map(({ name, noticed, missed }) => [
  name,
  noticed + missed,
  noticed,
  missed,
  score(noticed, missed),
]);
console.log(
  `\n${table(
    ['Room', 'Mutants', 'Noticed', 'Not noticed', 'Score'],
    rows.map((row) => row.map(String)),
  )}`,
);
