import { type DataTypeDefinition, type FieldInfo, fieldsOf } from '@hyperstudy-workflows/core';
import { between, random } from '../random.ts';
import { filled, padded, playedFor, type Spot } from '../study/fill.ts';
import { iso, type Room, roomFields } from '../study/rooms.ts';
import { scriptOf } from '../study/script.ts';
import type { Row } from '../study/sequence.ts';
import type { Table } from './context.ts';

/** Records per participant while the film plays, for a type that isn't sampled. */
const few = 5;

/** Fields that say who wrote a record. */
const whoFields: ReadonlySet<string> = new Set(['participantId', 'senderId', 'userId']);

/**
 * Records of a data type that nobody has written a story for: each has every field that the registry knows, of the
 * right kind. Samples come once per second and participant, others a few times, while the film plays.
 * @param name of the data type; part of the ids
 */
export function tableFromFields(name: string, type: DataTypeDefinition): Table {
  const fields = fieldsOf(type);
  return (room) => {
    const { playback } = scriptOf(room);
    const isSomebodys = fields.some((field) => whoFields.has(field.name));
    const people = isSomebodys ? room.people.map(({ id }) => id) : [room.id];
    const ticks = type.sampled ? Math.floor(playedFor(playback) / 1_000) : few;
    const ids = idsOf(room, type);
    const row = (spot: Spot): Row => ({
      ...recordOf(fields, { room, type, name, spot, person: people[spot.turn] ?? room.id }),
      ...ids,
    });
    return filled({ room, count: playback.length === 0 ? 0 : ticks * people.length, playback, people, row });
  };
}

/** Which room a record belongs to, in the fields that the data type has. */
function idsOf(room: Room, { schema, aliases }: DataTypeDefinition): Row {
  // Rooms of older releases give another name, where the registry knows it.
  const older = aliases.roomId?.includes('sessionId') ?? false;
  const given = roomFields(older ? room : { ...room, kind: 'pair' });
  return Object.fromEntries(
    Object.entries(given).filter(([field]) => field === 'sessionId' || Object.hasOwn(schema.shape, field)),
  );
}

interface Making {
  readonly room: Room;
  readonly type: DataTypeDefinition;
  readonly name: string;
  readonly spot: Spot;
  readonly person: string;
}

const placeFields: ReadonlySet<string> = new Set(['experimentId', 'deploymentId', 'roomId']);

const recordOf = (fields: readonly FieldInfo[], making: Making, prefix = ''): Row =>
  Object.fromEntries(
    fields
      .filter((field) => prefix !== '' || !placeFields.has(field.name))
      .map((field) => [field.name, fieldValue(field, making, `${prefix}${field.name}`)]),
  );

function fieldValue(field: FieldInfo, making: Making, path: string): unknown {
  const { room, type, name, spot, person } = making;
  if (whoFields.has(path)) return person;
  if (path === 'onset') return spot.onset;
  if (field.unit === 'ISO 8601') return iso(room.start + spot.onset);
  if (field.kinds.includes('number')) {
    if (type.key?.includes(path)) return spot.index;
    const place = [room.seed, path, room.index, spot.index] as const;
    return field.integer ? between(0, 100, ...place) : Math.round(random(...place) * 10_000) / 100;
  }
  if (field.kinds.includes('boolean')) return true;
  if (field.kinds.includes('object')) return recordOf(field.fields, making, `${path}.`);
  if (field.kinds.includes('array')) return [];
  return type.key?.includes(path) ? `${name}_${room.tag}_${padded(spot.index)}` : field.name;
}
