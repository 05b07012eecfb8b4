import { dataTypeNames } from '@hyperstudy-workflows/core';
import { choice, choices, count, flag, list, text, time, types, type ValueOf } from './define.ts';

/**
 * The settings of an export: the one list from which the command line's flags, the action's inputs and the fields of
 * the Node-RED node come. Their names elsewhere are these in kebab-case.
 */
export const exportSettings = {
  /** Data types, or all that exist for the scope. Default all. */
  types: types(`data types with commas (${dataTypeNames.join(', ')}), or all`),
  /** File formats of the tables, several from one reading. Default csv. */
  format: choices('csv, ndjson, parquet; several with commas', ['csv', 'ndjson', 'parquet'], ['csv']),
  /** A file per table, or one per table and room, in rooms/<roomId>/. Default none. */
  partition: choice('none, or room: tables of each room in rooms/<roomId>/', ['none', 'room'], 'none'),
  /** Pack csv and ndjson with gzip (.csv.gz). Default false. */
  gzip: flag('pack csv and ndjson files with gzip'),
  /** excel: UTF-8 with byte order mark, CRLF. Default default: UTF-8 without, LF. */
  csvDialect: choice('default, or excel: byte order mark and CRLF', ['default', 'excel'], 'default'),
  /** In csv, text that a spreadsheet could take for a formula gets an apostrophe before it. Default false. */
  formulaGuard: flag('csv: an apostrophe before text that begins like a formula (= + - @)'),
  /** What is done about recordings: nothing, their table, or their files too. Default metadata. */
  recordings: choice('none, metadata or download', ['none', 'metadata', 'download'], 'metadata'),
  /** Only audio or only video files; their table lists all. */
  recordingType: choice('download only audio or only video', ['audio', 'video']),
  /** Only records of this deployment. */
  deployment: text('only records of this deployment', 'id'),
  /** Only records from this time on (ISO 8601), for types that the service filters by time. */
  start: time('only records from this time on (ISO 8601)'),
  /** Only records before this time (ISO 8601). */
  end: time('only records before this time (ISO 8601)'),
  /** Pseudonyms in place of ids and names, no e-mail addresses; the key is HYPERSTUDY_PSEUDONYM_KEY. */
  pseudonymize: flag('pseudonyms for ids and names, no e-mails (key: HYPERSTUDY_PSEUDONYM_KEY)'),
  /** Columns to leave out, of all tables or of one: email, participants.role. */
  dropColumns: list('columns to leave out: column or type.column'),
  /** Move all dates back by whole days that the key decides: each participant's by their own, or all by one. */
  shiftDates: choice('move dates, by participant or all of the study alike', ['participant', 'study']),
  /** Only records of participants with a consent record and no refusal. */
  onlyConsented: flag('only participants with a consent record and no refusal'),
  /** Records per request, 2 to 1000. Default: each data type's, 1000. */
  pageSize: count('records per request, 2 to 1000', 2, 1000),
  /** Recordings that are downloaded at once, 1 to 64. Default 4. */
  concurrency: count('recordings downloaded at once (default 4)', 1, 64),
  /** A page that shows what was exported, report.html. Default true. */
  report: flag('report.html, a page that shows what was exported', true),
  /** A behavioural BIDS dataset of the tables, in bids/. Default false. */
  bids: flag('a behavioural BIDS dataset too, in bids/'),
  /** A Frictionless data package of the tables, as datapackage.json. Default false. */
  datapackage: flag('describe the tables as a Frictionless data package too'),
  /** What each column of each file means, as codebook.md and codebook.json. Default true. */
  codebook: flag('codebook.md and codebook.json: what each column means', true),
  /** Forget earlier runs in this folder and read everything again. Default false. */
  full: flag('forget earlier runs in this folder and read everything again'),
};

/** Name of a setting, as programs write it. */
export type ExportSettingName = keyof typeof exportSettings;

/** The settings of an export as they are given: each may be left out. */
export type ExportSettings = {
  readonly [Name in ExportSettingName]?: ValueOf<(typeof exportSettings)[Name]> | undefined;
};

/** pageSize → page-size: how flags and inputs are written. */
export const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
