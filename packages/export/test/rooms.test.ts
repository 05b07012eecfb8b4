import { expect, it } from 'vitest';
import { inRoomOrder } from '../src/plan/rooms.ts';

it('rooms come in order of their names, before what belongs to none', () => {
  expect(inRoomOrder(['room_b', undefined, 'room_a'])).toEqual(['room_a', 'room_b', undefined]);
});

it.each([
  ['room_a', 'room_A'],
  ['caf\u00e9', 'cafe\u0301'],
])('%s and %s would be one folder on some disks', (a, b) => {
  expect(() => inRoomOrder([a, 'other', b])).toThrow('not every disk tells them apart');
});
