import { createHash } from 'node:crypto';
import type { PageData } from '../model/page-data.ts';
import type { ReportModel } from '../model/report-model.ts';
import { clientScript, plotLicence, styles } from './assets.generated.ts';
import { html, json } from './html.ts';
import { counts, header, outcomes, problems, sync } from './sections.ts';

/** Where the page says what it was made from. */
const inputsName = 'hyperstudy-report-inputs';

/**
 * The page in pieces: one file without any request. Its only script is the one whose hash its policy names; data lie
 * in elements that are no scripts, a line for each room, so that a room costs time only when it is opened.
 * @param inputs hash of what the model was made from
 */
export function* pageParts(model: ReportModel, inputs: string): Generator<string, void> {
  const title = `${model.study.scope.map((pair) => pair.join(' ')).join(', ')} – HyperStudy report`;
  yield '<!doctype html>\n';
  yield html`<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy()}">
<meta name="${inputsName}" content="${inputs}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<meta name="generator" content="${model.study.tool}">
<title>${title}</title>
<link rel="icon" href="data:,">
`.text;
  yield `<style>${styles}</style>\n</head>\n<body>\n`;
  yield body(model);
  yield `<script type="application/json" id="data">${json(dataOf(model))}</script>\n`;
  yield '<script type="application/json" id="rooms">\n';
  for (const { detail } of model.rooms) yield `${json(detail)}\n`;
  yield '</script>\n';
  yield `<script>${clientScript}</script>\n</body>\n</html>\n`;
}

/** Everything that decides how data become a page: another version of it makes another page. */
export const pageVersion: string = hash(clientScript + styles + plotLicence);

/** What an existing page says it was made from. */
export function inputsOf(page: string): string | undefined {
  return new RegExp(`<meta name="${inputsName}" content="([0-9a-f]+)">`).exec(page)?.[1];
}

function body(model: ReportModel): string {
  const sections = [
    ['problems', 'Problems', problems(model)],
    ['counts', 'Counts', counts(model)],
    ['outcomes', 'Outcomes', outcomes(model)],
    ['sync', 'Sync', sync(model)],
    ['sessions', 'Sessions', model.rooms.length > 0 ? sessions : undefined],
    ['completeness', 'Completeness', model.rooms.length > 0 ? completeness : undefined],
    ['about', 'About', about(model)],
  ] as const;
  const there = sections.filter(([, , section]) => section !== undefined);
  return html`<a class="skip" href="#problems">Skip to the report</a>
${header(model)}
<nav aria-label="Sections"><ul>${there.map(([id, name]) => html`<li><a href="#${id}">${name}</a></li>`)}</ul></nav>
<main>
${there.map(([, , section]) => section)}
</main>
`.text;
}

const noScript = html`<noscript><p class="small">This part is drawn by the script of the page, which is switched off. The tables beside this file hold everything it shows.</p></noscript>`;

const sessions = html`<section aria-labelledby="sessions"><h2 id="sessions">Sessions</h2>
${noScript}<div id="calendar"></div><div id="filter"></div><div id="room-list"></div></section>`;

const completeness = html`<section aria-labelledby="completeness"><h2 id="completeness">Completeness</h2>
${noScript}<div id="matrix"></div></section>`;

const about = ({
  notes,
  study,
}: ReportModel) => html`<section aria-labelledby="about"><h2 id="about">About this page</h2>
<ul class="notes">${notes.map((note) => html`<li>${note}</li>`)}
<li>Times within a room count from the start of its content; what comes before, such as consent, is negative. Dates are in UTC.</li>
<li>The page holds everything it shows and asks for nothing from a network. Made by ${study.tool} from the files beside it; manifest.json has their hashes.</li></ul>
<details class="licence"><summary>Licence of the plot library</summary><pre>${plotLicence}</pre></details></section>`;

function dataOf({ rooms, roomTypes }: ReportModel): PageData {
  return { roomTypes, rooms: rooms.map(({ overview }) => overview) };
}

function policy(): string {
  return [
    "default-src 'none'",
    `script-src '${source(clientScript)}'`,
    `style-src '${source(styles)}'`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

const source = (text: string): string => `sha256-${createHash('sha256').update(text).digest('base64')}`;

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
