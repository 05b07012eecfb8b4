/**
 * npm run coverage [-- tests]: how much of each package the packages' own tests reach, by lines and by branches. The
 * details are in out/coverage. What runs in a process of its own isn't counted: the real command, the action's bundle,
 * Node-RED.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { table } from './markdown.ts';

interface Share {
  readonly covered: number;
  readonly total: number;
}

type Coverage = Readonly<Record<'lines' | 'branches', Share>>;

const root = fileURLToPath(new URL('..', import.meta.url));
const asked = process.argv.slice(2);
const tests = asked.length > 0 ? asked : ['packages/', 'nodes/test/', 'action/test/'];
const { status } = spawnSync('vitest', ['run', '--config', 'test/coverage.config.ts', ...tests], {
  cwd: root,
  stdio: 'inherit',
  shell: process.platform === 'win32',
});

const summary: Readonly<Record<string, Coverage>> = JSON.parse(
  readFileSync(new URL('../out/coverage/coverage-summary.json', import.meta.url), 'utf8'),
);
const { total, ...files } = summary;
const packageOf = (file: string) =>
  /^(?:packages\/)?[^/]+/.exec(relative(root, file).replaceAll('\\', '/'))?.[0] ?? '';
const packages = Map.groupBy(Object.entries(files), ([file]) => packageOf(file));

const percent = ({ covered, total: all }: Share) => `${((100 * covered) / Math.max(1, all)).toFixed(1)} %`;
const sum = (all: readonly Share[]): Share => ({
  covered: all.reduce((before, { covered }) => before + covered, 0),
  total: all.reduce((before, share) => before + share.total, 0),
});

const rows = [...packages].map(([name, entries]) => {
  const of = (what: keyof Coverage) => sum(entries.map(([, coverage]) => coverage[what]));
  return [name, percent(of('lines')), percent(of('branches'))];
});
const all = total === undefined ? [] : [['all', percent(total.lines), percent(total.branches)]];
console.log(`\n${table(['Package', 'Lines', 'Branches'], [...rows.sort(), ...all])}`);
process.exitCode = status ?? 1;
