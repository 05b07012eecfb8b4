import { type DataTypeName, dataType, fieldsOf } from '@hyperstudy-workflows/core';

type Row = Readonly<Record<string, unknown>>;

/** What a field says of a person, by its name: the API moves on, and nested payloads have no published fields. */
export type FieldRole = 'id' | 'name' | 'email' | 'person' | 'file' | undefined;

const person =
  '(?:participant|user|sender|author|recipient|receiver|partner|peer|host|owner|member|subject|winner|worker|prolific)';
const idField = new RegExp(
  `^(?:[a-z]+[_-]?)?${person}[_-]?(?:ids?|uids?|pid)$|^(?:uid|pid|prolific_?pid)$`,
  'i',
);
const nameField = new RegExp(
  `^(?:[a-z]+[_-]?)?${person}[_-]?names?$|^(?:display|first|last|full|nick|given|family|sur|user|screen|real|middle)[_-]?names?$`,
  'i',
);
const personField = new RegExp(`^${person}s?$`, 'i');
const emailField = /e[_-]?mail/i;
const fileField = /file|path|url|uri|href|link/i;

const roles = new Map<string, FieldRole>();
const mostRoles = 10_000;

/** What a field of this name holds. */
function roleOf(field: string): FieldRole {
  if (roles.has(field)) return roles.get(field);
  const role = emailField.test(field)
    ? 'email'
    : idField.test(field)
      ? 'id'
      : nameField.test(field)
        ? 'name'
        : personField.test(field)
          ? 'person'
          : fileField.test(field)
            ? 'file'
            : undefined;
  if (roles.size < mostRoles) roles.set(field, role);
  return role;
}

/** Fields that hold somebody in one data type only. */
export function ownRoleOf(type: DataTypeName, field: string): FieldRole {
  if (type === 'participants' && field === 'id') return 'id';
  if (type === 'participants' && field === 'name') return 'name';
  return roleOf(field);
}

/** Known fields of a data type that hold e-mail addresses. */
export const addressFields = (type: DataTypeName): string[] =>
  fieldsOf(dataType(type))
    .map(({ name }) => name)
    .filter((name) => roleOf(name) === 'email');

/** Whose record it is; undefined for a record of the room. */
export function personOf(type: DataTypeName, row: Row): string | undefined {
  const given = type === 'participants' ? row.id : (row.participantId ?? row.senderId ?? row.userId);
  if (typeof given === 'string' && given.trim() !== '') return given;
  return typeof given === 'number' ? String(given) : undefined;
}

/** Inside an object that is somebody: { sender: { id, name } }. */
export function innerRoleOf(field: string, outer: FieldRole): FieldRole {
  if (outer !== 'id' && outer !== 'person') return roleOf(field) ?? outer;
  if (/^u?id$/i.test(field)) return 'id';
  return /^name$/i.test(field) ? 'name' : roleOf(field);
}

/** Names that don't say whose they are. */
const anybody = /^(?:display|first|last|full|nick|given|family|sur|screen|real|middle|user|participant|)$/;

/**
 * The person that a name in the same object belongs to.
 * @param person whose record it is, where it is the record of a person
 */
export function nearestPerson(
  fields: Row,
  name: string,
  outer?: FieldRole,
  person?: string,
): string | undefined {
  const stem = name.replace(/[_-]?names?$/i, '').toLowerCase();
  const ids = Object.keys(fields).filter((field) => innerRoleOf(field, outer) === 'id');
  const texts = ids.flatMap((field) => {
    const value = fields[field];
    return typeof value === 'string' && value !== '' ? [{ field, value }] : [];
  });
  const own = texts.find(({ field }) => stem !== '' && field.toLowerCase().startsWith(stem));
  if (own !== undefined) return own.value;
  return anybody.test(stem) ? (person ?? (texts.length === 1 ? texts[0]?.value : undefined)) : undefined;
}
