import type { Outcome, Problem, ReportModel, SyncBands, TableFacts } from '../model/report-model.ts';
import { type Html, html, said } from './html.ts';
import { bytesText, counted, grouped, isoText, momentText, percent } from './words.ts';

export function header(model: ReportModel): Html {
  const { study } = model;
  const [[kind, id] = ['study', ''], ...rest] = study.scope;
  return html`<header class="top" id="top">
<p class="kicker">HyperStudy export</p>
<h1><span class="kind">${kind}</span> ${said(id)}</h1>
${rest.map(([kind, id]) => html`<p class="scope">${kind} ${said(id)}</p>`)}
${verdict(model)}
<dl class="tiles">${tiles(model).map(([name, value, note]) => html`<div><dt>${name}</dt><dd>${value}</dd>${note && html`<dd class="note">${note}</dd>`}</div>`)}</dl>
<dl class="facts">${factsOf(model).map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
</header>`;
}

function verdict({ study, problems, tables }: ReportModel): Html {
  const errors = problems.filter(({ level }) => level === 'error').length;
  if (!study.complete)
    return html`<p class="verdict bad"><span class="mark" aria-hidden="true">✕</span> <strong>Not complete.</strong> ${counted(errors, 'problem')} below.</p>`;
  const compared = tables.filter(({ serverTotal }) => serverTotal !== undefined).length;
  const what =
    compared === 0
      ? 'Nothing is missing that the export knows of.'
      : `The rows agree with the server's counts in ${compared} of ${counted(tables.length, 'table')}; the others have none.`;
  return html`<p class="verdict good"><span class="mark" aria-hidden="true">✓</span> <strong>Complete.</strong> ${compared === tables.length ? "The rows of every table agree with the server's counts." : what}</p>`;
}

function tiles({ rooms, people, tables }: ReportModel): [string, string, string?][] {
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  const recordings = tables.find(({ type }) => type === 'recordings');
  const took = rooms.reduce((sum, { overview }) => sum + overview.participants.length, 0);
  return [
    ['Rooms', grouped(rooms.length)],
    [
      'Participants',
      grouped(people ?? took),
      people !== null && people !== took ? counted(took, 'participation') : undefined,
    ],
    ['Rows', grouped(rows), counted(tables.length, 'table')],
    ...(recordings === undefined ? [] : [['Recordings', grouped(recordings.rows)] as [string, string]]),
  ];
}

function factsOf({ study, rooms }: ReportModel): [string, Html | string][] {
  const starts = rooms.flatMap(({ overview: { start } }) => start ?? []);
  const first = starts.reduce((least, start) => Math.min(least, start), Number.POSITIVE_INFINITY);
  const last = starts.reduce((most, start) => Math.max(most, start), Number.NEGATIVE_INFINITY);
  const window =
    study.start === null && study.end === null
      ? 'all that was there'
      : `${study.start === null ? 'the beginning' : isoText(study.start)} to ${study.end === null ? 'the end' : `before ${isoText(study.end)}`} (UTC)`;
  return [
    ['Source', said(study.source)],
    ['Window', window],
    ...(starts.length === 0
      ? []
      : [
          [
            'Sessions began',
            first === last
              ? `${momentText(first)} (UTC)`
              : `${momentText(first)} to ${momentText(last)} (UTC)`,
          ] as [string, string],
        ]),
    ...(study.newest === null
      ? []
      : [['Newest record', `${isoText(study.newest)} (UTC)`] as [string, string]]),
    ...(study.deployment === null ? [] : [['Deployment', said(study.deployment)] as [string, Html]]),
    ...(study.deploymentNames.length === 0
      ? []
      : [
          [
            'Deployments',
            said(
              study.deploymentNames.slice(0, 8).join(' · ') + (study.deploymentNames.length > 8 ? ' …' : ''),
            ),
          ] as [string, Html],
        ]),
    [
      'Privacy',
      study.pseudonymized
        ? 'participants are pseudonyms'
        : 'participants as the service names them: personal data',
    ],
  ];
}

const levels = { error: ['Missing', '✕'], warning: ['Warning', '!'], note: ['Note', 'i'] } as const;

export function problems({ problems }: ReportModel): Html {
  const list =
    problems.length === 0
      ? html`<p class="good-line"><span class="mark good" aria-hidden="true">✓</span> None: nothing is missing, nothing failed, and the server gave no warning.</p>`
      : html`<ul class="problems">${problems.map(problemLine)}</ul>`;
  return html`<section aria-labelledby="problems"><h2 id="problems">Problems</h2>${list}</section>`;
}

function problemLine({ level, where, text }: Problem): Html {
  const [word, sign] = levels[level];
  return html`<li class="${level}"><span class="mark" aria-hidden="true">${sign}</span><span class="level">${word}</span><span class="where">${said(where)}</span><span class="what">${said(text)}</span></li>`;
}

export function counts({ tables }: ReportModel): Html {
  const removed = tables.some(({ duplicates, filtered }) => duplicates + filtered > 0);
  return html`<section aria-labelledby="counts"><h2 id="counts">Counts</h2>
<div class="scroll" tabindex="0" role="region" aria-label="Counts, table"><table class="grid"><caption>Rows here against the server's count</caption>
<thead><tr><th scope="col">Data type</th><th scope="col" class="n">Rows</th><th scope="col" class="n">Server</th>${removed && html`<th scope="col" class="n">Not taken</th>`}<th scope="col">Agrees</th><th scope="col">File</th><th scope="col" class="n">Size</th></tr></thead>
<tbody>${tables.map((table) => countRow(table, removed))}</tbody></table></div>
${removed && html`<p class="small">Not taken: rows that the server gave twice, and rows that it counts but that were not asked for.</p>`}</section>`;
}

function countRow(table: TableFacts, removed: boolean): Html {
  const { title, type, rows, serverTotal, duplicates, filtered, complete, file, files, bytes } = table;
  const agrees = complete
    ? serverTotal === undefined
      ? html`<span class="muted">no count</span>`
      : html`<span class="good">✓ yes</span>`
    : html`<span class="bad">✕ no</span>`;
  return html`<tr><th scope="row">${title}${title === type ? '' : html` <code>${type}</code>`}</th><td class="n">${grouped(rows)}</td><td class="n">${serverTotal === undefined ? '–' : grouped(serverTotal)}</td>${removed && html`<td class="n">${duplicates + filtered === 0 ? '–' : grouped(duplicates + filtered)}</td>`}<td>${agrees}</td><td><code>${file}</code>${files > 1 && html` <span class="muted">${counted(files, 'file')}</span>`}</td><td class="n">${bytesText(bytes)}</td></tr>`;
}

export function outcomes({ outcomes }: ReportModel): Html | undefined {
  if (outcomes.length === 0) return undefined;
  const all = outcomes.reduce((sum, { count }) => sum + count, 0);
  const most = outcomes[0]?.count ?? 1;
  return html`<section aria-labelledby="outcomes"><h2 id="outcomes">Participants’ outcomes</h2>
<table class="bars"><caption>Participations by completion code</caption><colgroup><col class="name"><col><col class="count"></colgroup><thead class="hidden"><tr><th scope="col">Outcome</th><th scope="col">Bar</th><th scope="col">Participations</th></tr></thead>
<tbody>${outcomes.map((outcome) => outcomeRow(outcome, most, all))}</tbody></table></section>`;
}

function outcomeRow({ code, count }: Outcome, most: number, all: number): Html {
  const kind = /^success$|^completed/i.test(code)
    ? 'good'
    : /progress|active|waiting/i.test(code)
      ? 'open'
      : 'other';
  return html`<tr><th scope="row">${said(code)}</th><td class="bar">${bar([[kind, count / most]])}</td><td class="n">${grouped(count)} <span class="muted">${percent(count, all)}</span></td></tr>`;
}

export function sync({ sync }: ReportModel): Html | undefined {
  const all = sync === null ? 0 : sync.good + sync.acceptable + sync.poor;
  if (sync === null || all === 0) return undefined;
  return html`<section aria-labelledby="sync"><h2 id="sync">Sync quality</h2>
<p>How far players were from the host's: ${counted(all, 'measurement')}, at most ${grouped(Math.round(sync.most))} ms apart.</p>
${bar(syncParts(sync).map(({ name, count }) => [name, count / all]))}
<ul class="legend">${syncParts(sync).map(({ name, words, count }) => html`<li><span class="swatch ${name}" aria-hidden="true"></span>${words}: <strong>${percent(count, all)}</strong> <span class="muted">(${grouped(count)})</span></li>`)}</ul></section>`;
}

const syncParts = ({ good, acceptable, poor }: SyncBands) => [
  { name: 'good', words: 'good, under 100 ms', count: good },
  { name: 'acceptable', words: 'acceptable, 100 to 500 ms', count: acceptable },
  { name: 'poor', words: 'poor, over 500 ms', count: poor },
];

/** Parts of a whole side by side; a picture of numbers that stand beside it. */
function bar(parts: readonly (readonly [kind: string, share: number])[]): Html {
  let at = 0;
  const rects = parts.map(([kind, share]) => {
    const x = at;
    at += share * 1000;
    return html`<rect class="${kind}" x="${x.toFixed(1)}" y="0" width="${(share * 1000).toFixed(1)}" height="10"/>`;
  });
  return html`<svg class="bar" viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true" focusable="false"><rect class="ground" x="0" y="0" width="1000" height="10"/>${rects}</svg>`;
}
