import { describe, expect, test } from 'vitest';
import { driftInWords, hasDrift, noDrift, sumOfDrifts } from '../../src/data-types/drift-report.ts';
import { dataType } from '../../src/data-types/types.ts';
import type { Row } from '../../src/paging/page.ts';
import { DriftCounter } from '../../src/records/drift.ts';

const time = '2026-03-11T15:00:00.000Z';

function driftOf(rows: Row[]) {
  const counter = new DriftCounter(dataType('events'));
  counter.add(rows);
  return counter.report;
}

describe('what is counted', () => {
  test('unknown fields', () => {
    const drift = driftOf([
      { id: 'a', timestamp: time, mood: 1 },
      { mood: null, id: 'b', team: 'x', timestamp: time },
      { id: 'c', timestamp: time },
    ]);
    expect(drift.unknown).toEqual({ mood: 2, team: 1 });
    expect(hasDrift(drift)).toBe(true);
  });

  test('fields of another type, with the types that came', () => {
    const drift = driftOf([
      { id: 'a', timestamp: time, onset: 'late', duration: 5, response: [] },
      { id: 'b', timestamp: time, onset: {}, duration: 5, response: {} },
      { id: 7, timestamp: time, onset: 5, duration: null },
    ]);
    expect(drift.retyped).toEqual({
      id: { records: 1, expected: ['string'], found: ['number'] },
      onset: { records: 2, expected: ['number', 'null'], found: ['string', 'object'] },
      response: { records: 1, expected: ['object', 'null'], found: ['array'] },
    });
  });

  test('fields that the server always sends, and null where it is none of their types', () => {
    const drift = driftOf([{ id: 'a' }, { timestamp: null, id: 'b' }, { id: 'c', timestamp: time }]);
    expect(drift.missing).toEqual({ timestamp: 1 });
    expect(drift.retyped.timestamp).toEqual({ records: 1, expected: ['string'], found: ['null'] });
  });

  test('fields that no record has, or that are always null: told, but no drift', () => {
    const drift = driftOf([
      { id: 'a', timestamp: time, content: null, category: null },
      { id: 'b', timestamp: time, content: null, category: 'media' },
    ]);
    expect(drift.allNull).toEqual(['content']);
    expect(drift.absent).toContain('onset');
    expect(drift.absent).not.toContain('content');
    expect(hasDrift(drift)).toBe(false);
  });

  test('nothing where there are no records', () => {
    expect(driftOf([])).toEqual(noDrift);
  });

  test('names that are traps', () => {
    const drift = driftOf([
      JSON.parse(`{"id":"a","timestamp":"${time}","__proto__":1,"constructor":2,"":3}`),
    ]);
    expect(Object.keys(drift.unknown)).toEqual(['__proto__', 'constructor', '']);
  });

  test('endless new names are not kept endlessly', () => {
    const drift = driftOf(
      Array.from({ length: 5000 }, (_, i) => ({ id: 'a', timestamp: time, [`f${i}`]: 1 })),
    );
    expect(Object.keys(drift.unknown)).toHaveLength(1000);
  });

  test('in words', () => {
    expect(driftInWords(driftOf([{ id: 'a', mood: 1, onset: 'late' }]))).toBe(
      'unknown: mood; onset is string; missing: timestamp',
    );
  });
});

test('the order of the fields makes no difference', () => {
  const row = { id: 'a', timestamp: time, onset: 5, category: null, mood: 1, content: 'x', eventType: 7 };
  const entries = Object.entries(row);
  const rows = entries.map((_, i) => Object.fromEntries([...entries.slice(i), ...entries.slice(0, i)]));
  expect(driftOf(rows)).toEqual({
    ...driftOf([row]),
    records: 7,
    unknown: { mood: 7 },
    retyped: { eventType: { records: 7, expected: ['string', 'null'], found: ['number'] } },
  });
});

test('several readings add up', () => {
  const a = driftOf([{ id: 'a', timestamp: time, mood: 1, content: null, onset: 'x', stateId: null }]);
  const b = driftOf([{ id: 'b', mood: 1, team: 1, content: null, onset: true, stateId: 's' }]);
  const sum = sumOfDrifts([a, b, noDrift]);
  expect(sum).toMatchObject({
    records: 2,
    unknown: { mood: 2, team: 1 },
    missing: { timestamp: 1 },
    retyped: { onset: { records: 2, found: ['string', 'boolean'] } },
    allNull: ['content'],
  });
  expect(sum.absent).toContain('duration');
  expect(sumOfDrifts([])).toEqual(noDrift);
});

test('costs little: some tenths of a microsecond per record', () => {
  const record = (i: number): Row => ({
    id: `evt_${i}`,
    experimentId: 'exp',
    deploymentId: 'dep',
    roomId: 'room',
    participantId: 'u_1',
    participantRole: 'viewer_a',
    eventType: 'component.complete',
    category: 'component',
    // Fields that come and go, as in life.
    componentType: i % 3 === 0 ? 'TextInput' : null,
    componentId: 'cmp',
    content: 'x',
    stateId: 'st',
    stateName: 'State',
    timestamp: time,
    onset: 100 * i,
    rawOnset: 100 * i,
    clockOffsetApplied: 0,
    duration: 100,
    ...(i % 2 === 0 ? { response: { value: 1 } } : {}),
    metadata: { a: 1 },
  });
  const rows: Row[] = JSON.parse(JSON.stringify(Array.from({ length: 1000 }, (_, i) => record(i))));
  let best = Number.POSITIVE_INFINITY;
  for (let run = 0; run < 8; run += 1) {
    const counter = new DriftCounter(dataType('events'));
    const began = process.cpuUsage();
    for (let page = 0; page < 100; page += 1) counter.add(rows);
    best = Math.min(best, process.cpuUsage(began).user / 100_000);
  }
  process.stdout.write(`drift: ${best.toFixed(2)} µs per record of 20 fields\n`);
  // Ten times what it takes on a quiet machine.
  expect(best).toBeLessThan(2);
});
