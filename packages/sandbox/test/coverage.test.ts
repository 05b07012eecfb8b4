import {
  accessSchema,
  countsSchema,
  type DataTypeName,
  dataType,
  dataTypeNames,
  dataTypes,
  deploymentSchema,
  experimentExportSchema,
  experimentSchema,
  type FieldInfo,
  fieldsOf,
  healthSchema,
  sessionSchema,
} from '@hyperstudy-workflows/core';
import { describe, expect, it } from 'vitest';
import { all, get, type Json, useSandbox } from './support.ts';

const sandbox = useSandbox();
const experiment = 'exp_film26';

/** Every row of a data type in the study, wherever it is served. */
async function rowsOf(name: DataTypeName): Promise<Json[]> {
  const { path, scopes, paged } = dataType(name);
  if (name === 'agent_decisions') {
    const plain = await get(sandbox.current, `/data/${path}/experiment/${experiment}`);
    const detailed = await get(sandbox.current, `/data/${path}/experiment/${experiment}?detail=true`);
    return [...plain.rows, ...detailed.rows];
  }
  if (name === 'agent_runs') {
    const runs = await get(sandbox.current, `/data/${path}/experiment/${experiment}`);
    const marked = await get(sandbox.current, `/data/agent-decisions/experiment/${experiment}`);
    return [...runs.rows, ...marked.rows.filter((row) => row._type === 'run')];
  }
  if (paged) return all(sandbox.current, `/data/${path}/experiment/${experiment}`);
  expect(scopes).toEqual(['room']);
  const rooms = await Promise.all(
    sandbox.current.roomIds.map((id) => get(sandbox.current, `/data/${path}/room/${id}`)),
  );
  return rooms.flatMap(({ rows }) => rows);
}

/** Names of known fields that no row holds, e.g. sparseRatingData.pauseIndex. */
function unseen(fields: readonly FieldInfo[], rows: readonly unknown[], prefix = ''): string[] {
  return fields.flatMap(({ name, fields: inner }) => {
    const values = rows
      .map((row) => (row as Json)[name])
      .filter((value) => value !== null && value !== undefined);
    return values.length === 0 ? [prefix + name] : unseen(inner, values.flat(), `${prefix}${name}.`);
  });
}

describe('every field of every schema occurs', () => {
  it.each(dataTypeNames)('%s', async (name) => {
    expect(unseen(fieldsOf(dataTypes[name]), await rowsOf(name))).toEqual([]);
  });

  it.each([
    ['experiments', experimentSchema, ['/experiments?view=summary', `/experiments/${experiment}`]],
    [
      'deployments',
      deploymentSchema,
      ['/deployments', '/deployments/dep_spring26', '/deployments/dep_pilot26'],
    ],
    ['sessions', sessionSchema, ['/deployments/dep_spring26/sessions', '/deployments/dep_pilot26/sessions']],
    ['access', accessSchema, [`/data/check-access/experiment/${experiment}`]],
    ['counts', countsSchema, ['/data/counts/participant/u_ada91?roomId=room_film26_0007']],
    ['export', experimentExportSchema, [`/experiments/${experiment}/export`]],
  ] as const)('%s', async (_, schema, paths) => {
    const answers = await Promise.all(paths.map((path) => get(sandbox.current, path)));
    expect(
      unseen(
        fieldsOf({ schema }),
        answers.flatMap(({ rows }) => rows),
      ),
    ).toEqual([]);
  });

  it('health', async () => {
    const { body } = await get(sandbox.current, '/health');
    expect(unseen(fieldsOf({ schema: healthSchema }), [body])).toEqual([]);
  });
});

describe('rows have the types of their schema', () => {
  it.each(dataTypeNames)('%s', async (name) => {
    for (const row of await rowsOf(name)) {
      const { error } = dataTypes[name].schema.safeParse(row);
      expect(error?.issues).toBeUndefined();
    }
  });
});

describe('the study is as mixed as a real one', () => {
  it('spells things in the ways that releases did', async () => {
    const events = await rowsOf('events');
    expect(events.some((row) => row.eventType === undefined)).toBe(true);
    expect(events.some((row) => row.componentType === null)).toBe(true);
    expect(events.some((row) => row.sessionId !== undefined && row.roomId === undefined)).toBe(true);
    expect(events.some((row) => row.participantId === undefined)).toBe(true);
    expect(events.some((row) => row.deploymentId === undefined)).toBe(true);
    const categories = new Set(events.map((row) => row.category));
    for (const category of [
      'pre_experiment',
      'questionnaire',
      'post_experiment',
      'sparse_rating',
      'media',
      'communication',
    ]) {
      expect(categories).toContain(category);
    }
  });

  it('has recordings with and without a way to download them', async () => {
    const recordings = await rowsOf('recordings');
    const shape = (row: Json): string =>
      ['downloadPath', 'downloadUrl', 'url'].filter((field) => row[field] !== undefined).join('+') || 'none';
    expect(new Set(recordings.map(shape))).toEqual(new Set(['downloadPath', 'downloadUrl', 'url', 'none']));
    expect(new Set(recordings.map((row) => row.status))).toEqual(
      new Set(['complete', 'completed', 'active']),
    );
    expect(recordings.some((row) => row.fileSize === null)).toBe(true);
    expect(recordings.some((row) => row.endTime === undefined)).toBe(true);
    expect(recordings.some((row) => (row.metadata as Json).type === undefined)).toBe(true);
    const names = recordings.map((row) => `${String(row.roomId)} ${String(row.participantName)}`);
    expect(new Set(names).size).toBeLessThan(recordings.length / 2);
    expect(recordings.map((row) => row.participantName)).toContain('../Viewer É');
  });

  it('has people who failed, rooms that run, prompts that timed out, and hostile texts', async () => {
    const codes = new Set((await rowsOf('participants')).map((row) => row.completionCode));
    expect(codes).toEqual(
      new Set([
        'SUCCESS',
        'COMPLETED_NO_CODE',
        'ABANDONED',
        'TECHNICAL',
        'TIMEOUT',
        'NOCONSENT',
        'IN_PROGRESS',
      ]),
    );
    expect((await rowsOf('rooms')).some((row) => row.endedAt === null)).toBe(true);
    expect((await rowsOf('ratings_sparse')).some((row) => row.value === null)).toBe(true);
    const said = (await rowsOf('chat')).map((row) => String(row.content));
    for (const hostile of ['"', '\n', '=1+1', '<script>', '😀']) {
      expect(said.some((text) => text.includes(hostile))).toBe(true);
    }
  });

  it('keeps timestamp = start + onset in every room', async () => {
    const starts = new Map<string, number>();
    for (const row of [
      ...(await rowsOf('events')),
      ...(await rowsOf('ratings_continuous')),
      ...(await rowsOf('sync')),
    ]) {
      const room = String(row.roomId ?? row.sessionId);
      const start = Date.parse(String(row.timestamp)) - Number(row.onset);
      expect(starts.get(room) ?? start).toBe(start);
      starts.set(room, start);
    }
  });
});
