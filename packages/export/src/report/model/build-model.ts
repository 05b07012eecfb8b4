import { type DataTypeName, dataType, dataTypeNames } from '@hyperstudy-workflows/core';
import type { Manifest, ManifestTable } from '../../manifest/manifest.ts';
import { readFields, tablesToRead } from '../read/source.ts';
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
  const tables = tablesToRead(manifest);
  const draft = new Draft(manifest);
  for (const type of inReadingOrder(tables.keys())) {
    const table = tables.get(type);
    const pass = passOf(type);
    signal?.throwIfAborted();
    if (table !== undefined)
      await readFields(out, table, fieldsOfPass(pass), (cells) => pass.take(draft, cells));
  }
  const roomTypes = [...tables.keys()]
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
    tables: [...tables.values()].map(tableOf),
    outcomes: [...draft.outcomes]
      .map(([code, count]) => ({ code, count }))
      .sort((a, b) => b.count - a.count || (a.code < b.code ? -1 : 1)),
    sync: tables.has('sync') ? syncOf(rooms) : null,
    roomTypes,
    rooms,
    people: tables.has('participants') && !draft.overflow.has('people') ? draft.people.size : null,
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

function tableOf({ type, rows, path, parts, bytes, complete, server }: ManifestTable): TableFacts {
  return {
    ...{ type, rows, bytes, complete },
    title: titleOf(type),
    serverTotal: server.totalAfter ?? server.totalBefore,
    duplicates: server.duplicates,
    filtered: server.filtered,
    file: path,
    files: parts?.length ?? 1,
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
