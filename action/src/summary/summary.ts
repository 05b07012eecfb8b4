import type { Exported, Link, Problem, Story } from '../run/context.ts';
import { escaped, link, list, table } from './html.ts';
import { sessionsChart } from './sessions-chart.ts';
import { bytesInWords, numberInWords } from './words.ts';

/** GitHub drops the whole summary of a step above this. Bytes. */
const mostBytes = 1024 * 1024;

/**
 * What is shown at most, so that the bytes stay below the limit whatever the texts are: an escaped character has six
 * bytes at most.
 */
const most = { problems: 50, problem: 500, tables: 300, links: 100, name: 200, url: 300 } as const;

/**
 * The summary for the page of the run: problems first, then totals, tables with what changed, sessions, links.
 * @param clean Takes secrets out of a text.
 */
export function summaryOf(story: Story, clean: (text: string) => string): string {
  const parts = [
    `## ${heading(story)}`,
    problemList(story.problems, clean),
    totals(story),
    ...story.exports.map((exported) => tablesOf(exported, story.exports.length)),
    sessionsChart(story.sessions),
    linkList(story.links),
  ];
  const text = `${parts.filter((part) => part !== undefined).join('\n\n')}\n\n`;
  return Buffer.byteLength(text) < mostBytes ? text : `## ${heading(story)}\n\nThe log has the details.\n\n`;
}

function heading({ outputs, problems }: Story): string {
  if (problems.some(({ level }) => level === 'error')) return 'HyperStudy export: failed';
  return outputs.complete === true ? 'HyperStudy export' : 'HyperStudy export: not complete yet';
}

/** Errors first, as a list. */
export function problemList(
  problems: readonly Problem[],
  clean: (text: string) => string,
): string | undefined {
  if (problems.length === 0) return undefined;
  const sorted = [...problems].sort((a, b) => Number(b.level === 'error') - Number(a.level === 'error'));
  const shown = sorted.slice(0, most.problems).map(({ level, text }) => {
    const mark = level === 'error' ? '❌' : '⚠️';
    return `${mark} ${escaped(clean(text), most.problem)}`;
  });
  return list([...shown, ...more(sorted.length - shown.length)]);
}

function totals({ outputs, exports }: Story): string | undefined {
  if (exports.length === 0) return undefined;
  const failed = Number(outputs['recordings-failed'] ?? 0);
  const requests = exports.reduce((sum, { result }) => sum + result.requests, 0);
  const facts = [
    `<b>${numberInWords(Number(outputs.rows))}</b> rows`,
    `<b>${numberInWords(Number(outputs['recordings-downloaded']))}</b> recordings${failed === 0 ? '' : ` (${numberInWords(failed)} failed)`}`,
    `<b>${bytesInWords(Number(outputs.bytes))}</b> in ${numberInWords(Number(outputs.files))} files`,
    `${numberInWords(requests)} requests`,
    outputs.changed === true ? 'changed since the last run' : 'nothing new since the last run',
  ];
  return `<p>${facts.join(' · ')}</p>`;
}

/** @param sharing Exports that share the number of rows that are shown. */
function tablesOf({ result, before, folder }: Exported, sharing: number): string {
  const { files } = result.manifest;
  const rows = files
    .slice(0, most.tables)
    .map(({ path, rows, bytes }) => [
      escaped(path, most.name),
      numberInWords(rows),
      changeOf(rows, before, path),
      bytesInWords(bytes),
    ]);
  const rest = more(files.length - rows.length).map((text) => [text, '', '', '']);
  const heads = [sharing > 1 ? escaped(folder, most.name) : 'Table', 'Rows', 'Since the last run', 'Size'];
  return table([heads, ...rows, ...rest]);
}

function changeOf(rows: number, before: Exported['before'], path: string): string {
  if (before === undefined) return '';
  const earlier = before.get(path);
  if (earlier === undefined) return 'new';
  if (earlier === rows) return '–';
  return `${rows > earlier ? '+' : '−'}${numberInWords(Math.abs(rows - earlier))}`;
}

function linkList(links: readonly Link[]): string | undefined {
  if (links.length === 0) return undefined;
  const items = links.slice(0, most.links).map(({ text, url, note }) => {
    return `${link(text, url, most)}${note === undefined ? '' : ` (${escaped(note, most.name)})`}`;
  });
  return list([...items, ...more(links.length - items.length)]);
}

const more = (count: number): string[] => (count > 0 ? [`and ${numberInWords(count)} more`] : []);
