import { describe, expect, it } from 'vitest';
import {
  dataType,
  dataTypeNames,
  dataTypes,
  type FiltersOf,
  type RecordOf,
} from '../../src/data-types/index.ts';

describe('types derived from the registry', () => {
  it('name the data types in registry order', () => {
    expect(dataTypeNames).toEqual(Object.keys(dataTypes));
    for (const name of dataTypeNames) expect(dataType(name)).toBe(dataTypes[name]);
  });

  it('type known fields and keep unknown ones as unknown', () => {
    const event: RecordOf<'events'> = { id: 'evt_1', timestamp: '2026-03-11T15:04:20.000Z', later: 1 };
    const later: unknown = event.later;
    // @ts-expect-error an unknown field has no type to rely on
    const assumed: number = event.later;
    // @ts-expect-error an onset is a number
    const wrong: RecordOf<'events'> = { id: 'evt_1', timestamp: '2026-03-11T15:04:20.000Z', onset: '1' };
    expect([later, assumed, wrong.onset]).toEqual([1, 1, '1']);
  });

  it('take only the filters of the data type', () => {
    const events: FiltersOf<'events'> = { category: 'component', start: new Date(0) };
    // @ts-expect-error only events have categories
    const chat: FiltersOf<'chat'> = { category: 'component' };
    // @ts-expect-error a window is a number of milliseconds
    const sync: FiltersOf<'sync'> = { aggregationWindow: '1s' };
    // @ts-expect-error eye tracking takes no filter
    const gaze: FiltersOf<'eyetracking'> = { start: '2026-03-11' };
    expect([events, chat, sync, gaze]).toHaveLength(4);
  });
});
