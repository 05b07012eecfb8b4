import { type DataTypeName, dataType, dataTypeNames } from '@hyperstudy-workflows/core';
import type { Manifest, ManifestTable } from '../../manifest/manifest.ts';
import { readFields, tableFiles } from '../read/source.ts';
import { Draft } from './draft.ts';
import { finishRoom, startOf } from './finish-room.ts';
import { cut } from './limits.ts';
import { notesOf } from './notes.ts';
import { fieldsOfPass, inReadingOrder, passOf } from './passes.ts';
import { problemsOf } from './problems.ts';
import type { ReportModel, Room, StudyFacts, SyncBands, TableFacts } from './report-model.ts';

/**
 * Reads the tables of an export, each once, into what its report shows. Memory doesn't grow with the records.
 * @param out folder of the export
 * @param manifest what it holds
 */
export async function buildModel(
  out: string,
  manifest: Manifest,
  signal?: AbortSignal,
): Promise<ReportModel> {
  const files = tableFiles(manifest);
  const draft = new Draft(manifest);
  for (const type of inReadingOrder(files.keys())) {
    const pass = passOf(type);
    for (const file of files.get(type) ?? []) {
      signal?.throwIfAborted();
      await readFields(out, file, fieldsOfPass(pass), (cells) => pass.take(draft, cells));
    }
  }
  const roomTypes = [...files.keys()]
    .filter((type) => type !== 'rooms')
    .map((type) => ({ type, title: titleOf(type) }));
  const types = roomTypes.map(({ type }) => type);
  const rooms = [...draft.rooms.values()]
    .sort(
      (a, b) =>
        (startOf(a) ?? Number.POSITIVE_INFINITY) - (startOf(b) ?? Number.POSITIVE_INFINITY) ||
        (a.id < b.id ? -1 : 1),
    )
    .map((room) => finishRoom(room, types));
  return {
    study: studyOf(manifest, [...draft.deployments].sort()),
    problems: problemsOf(manifest, rooms),
    tables: [...files].map(([type, those]) => tableOf(type, those)),
    outcomes: [...draft.outcomes]
      .map(([code, count]) => ({ code, count }))
      .sort((a, b) => b.count - a.count || (a.code < b.code ? -1 : 1)),
    sync: files.has('sync') ? syncOf(rooms) : null,
    roomTypes,
    rooms,
    people: files.has('participants') && !draft.overflow.has('people') ? draft.people.size : null,
    notes: notesOf(draft, rooms),
  };
}

function studyOf({ query, window, run, privacy }: Manifest, deploymentNames: string[]): StudyFacts {
  return {
    scope: Object.entries(query.scope).map(([kind, id]) => [kind, cut(id)]),
    source: query.source,
    start: window.start,
    end: window.end,
    newest: window.newest,
    deployment: query.deployment ?? null,
    deploymentNames,
    recordings: query.recordings,
    tool: run.tool,
    complete: run.complete,
    pseudonymized: privacy.pseudonymized,
  };
}

const isKnown = (type: string): type is DataTypeName => (dataTypeNames as readonly string[]).includes(type);

const titleOf = (type: string): string => (isKnown(type) ? dataType(type).title : type);

/** With a file per room the counts are added up. */
function tableOf(type: string, files: readonly ManifestTable[]): TableFacts {
  const sum = (value: (file: ManifestTable) => number) => files.reduce((all, file) => all + value(file), 0);
  const totals = files.map(({ server }) => server.totalAfter ?? server.totalBefore);
  return {
    type,
    title: titleOf(type),
    rows: sum(({ rows }) => rows),
    serverTotal: totals.includes(undefined)
      ? undefined
      : totals.reduce((all = 0, total = 0) => all + total, 0),
    duplicates: sum(({ server }) => server.duplicates),
    filtered: sum(({ server }) => server.filtered),
    complete: files.every(({ complete }) => complete),
    files: files.slice(0, 3).map(({ path }) => path),
    bytes: sum(({ bytes }) => bytes),
  };
}

function syncOf(rooms: readonly Room[]): SyncBands {
  const none: SyncBands = { good: 0, acceptable: 0, poor: 0, most: 0 };
  return rooms.reduce((sum, { detail: { sync } }) => {
    const { good, acceptable, poor, most } = sync ?? none;
    return {
      good: sum.good + good,
      acceptable: sum.acceptable + acceptable,
      poor: sum.poor + poor,
      most: Math.max(sum.most, most),
    };
  }, none);
}
