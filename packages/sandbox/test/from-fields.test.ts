import { type DataTypeDefinition, dataType } from '@hyperstudy-workflows/core';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { makeRoom, type RoomKind } from '../src/study/rooms.ts';
import { tableFromFields } from '../src/tables/from-fields.ts';

/** A data type that doesn't exist, with a field of every kind. */
const madeUp: DataTypeDefinition = {
  ...dataType('eyetracking'),
  path: 'made-up',
  key: ['sampleId', 'count'],
  schema: z.looseObject({
    sampleId: z.string(),
    count: z.number().meta({ integer: true }),
    roomId: z.string().nullish(),
    experimentId: z.string().nullish(),
    participantId: z.string().nullish(),
    timestamp: z.string().meta({ unit: 'ISO 8601' }),
    onset: z.number().meta({ unit: 'ms' }),
    share: z.number().nullish(),
    steps: z.number().meta({ integer: true }),
    worn: z.boolean(),
    place: z.string().nullish(),
    device: z.looseObject({ name: z.string(), battery: z.number().nullish() }),
    marks: z.array(z.string()),
    more: z.unknown(),
  }),
};

const context = {
  now: 0,
  quota: () => undefined,
  recordingSize: () => 0,
  publicUrl: () => '',
  legacyUrl: () => '',
};

function rowsOf(type: DataTypeDefinition, kind: RoomKind = 'pair') {
  const facts = {
    id: 'room_1',
    tag: 'r1',
    index: 0,
    seed: 1,
    experimentId: 'exp_1',
    start: 1_773_241_460_000,
  };
  const room = makeRoom({ ...facts, kind, deployment: { id: 'dep_1', name: 'Spring' } });
  const sequence = tableFromFields('made_up', type)(room, context);
  return Array.from({ length: sequence.length }, (_, index) => ({
    time: sequence.time(index),
    row: sequence.row(index),
  }));
}

describe('records made from the fields of a data type', () => {
  const rows = rowsOf(madeUp);

  it('have every field, of the right kind', () => {
    expect(rows.length).toBeGreaterThan(100);
    for (const { row } of rows) {
      expect(madeUp.schema.safeParse(row).error).toBeUndefined();
      expect(Object.keys(row).sort()).toEqual(Object.keys(madeUp.schema.shape).sort());
      expect(row).toMatchObject({
        roomId: 'room_1',
        experimentId: 'exp_1',
        device: { name: 'name' },
        more: 'more',
      });
      expect(Number.isInteger(row.steps)).toBe(true);
    }
  });

  it('are each named by their key, and in the order of their time', () => {
    expect(new Set(rows.map(({ row }) => row.sampleId)).size).toBe(rows.length);
    expect(new Set(rows.map(({ row }) => row.count)).size).toBe(rows.length);
    for (const { time, row } of rows) expect(row.timestamp).toBe(new Date(time).toISOString());
    const times = rows.map(({ time }) => time);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });

  it('belong to the participants in turn', () => {
    expect(new Set(rows.map(({ row }) => row.participantId))).toEqual(new Set(['u_ada91', 'u_bo27']));
  });

  it('are the same again', () => {
    expect(rowsOf(madeUp)).toEqual(rows);
  });

  it("are a few where they are no samples, and the room's where nobody is named", () => {
    const { participantId: _, ...shape } = madeUp.schema.shape;
    const { sampled: __, ...ofRoom } = { ...madeUp, schema: z.looseObject(shape) };
    const few = rowsOf(ofRoom);
    expect(few).toHaveLength(5);
    for (const { row } of few) expect(row).not.toHaveProperty('participantId');
  });

  it('name the room as older releases did, where the data type knows that name', () => {
    for (const { row } of rowsOf(madeUp, 'older')) expect(row).toMatchObject({ sessionId: 'room_1' });
    for (const { row } of rowsOf({ ...madeUp, aliases: {} }, 'older'))
      expect(row).toMatchObject({ roomId: 'room_1' });
  });

  it('are none where no film played', () => {
    expect(rowsOf(madeUp, 'agents')).toEqual([]);
  });
});
