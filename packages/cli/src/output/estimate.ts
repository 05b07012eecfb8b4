import { type Scope, scopeParts } from '@hyperstudy-workflows/core';
import type { ExportEstimate, MediaEstimate } from '@hyperstudy-workflows/export';
import { bytesText, formatTable, grouped } from './table.ts';

/** What an export of a scope would read. */
export interface ScopeEstimate extends ExportEstimate {
  readonly scope: Scope;
}

/** For people: a line per table, then the sum. */
export function estimateText({ scope, tables, recordings, requests, duration }: ScopeEstimate): string {
  const rows = tables.map(({ type, rows, requests }) => [
    type,
    rows ?? '',
    requests === 0 ? 'with another' : requests,
  ]);
  const media = recordings === undefined ? [] : [mediaText(recordings)];
  const facts = [
    ...media,
    `about ${grouped(requests)} requests, ${waitText(duration)}`,
    `Nothing was written. A folder that holds an earlier export of ${scopeParts(scope).id} needs less.`,
  ];
  return `${formatTable(['data type', 'rows', 'requests'], rows)}\n${facts.join('\n')}\n`;
}

function waitText(ms: number): string {
  if (ms === 0) return 'no waiting for the rate limits';
  const minutes = Math.round(ms / 60_000);
  const [h, m] = [Math.floor(minutes / 60), minutes % 60];
  return `at least ${[h > 0 ? `${h} h` : '', m > 0 ? `${m} min` : ''].filter((part) => part !== '').join(' ')} because of the rate limits`;
}

function mediaText({ files, bytes, ofUnknownSize, running }: MediaEstimate): string {
  return [
    `${grouped(files)} recordings, ${bytesText(bytes)}`,
    ofUnknownSize === 0 ? undefined : `and ${grouped(ofUnknownSize)} of unknown size`,
    running === 0 ? undefined : `${grouped(running)} not complete on the server yet`,
  ]
    .filter((part) => part !== undefined)
    .join(', ');
}
