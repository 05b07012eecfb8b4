import { UsageError } from '../errors/usage-error.ts';
import type { ScopeKind } from './define.ts';

/** A whole experiment. */
export interface ExperimentScope {
  readonly experiment: string;
  readonly room?: never;
  readonly participant?: never;
}

/** A room. */
export interface RoomScope {
  readonly room: string;
  readonly experiment?: never;
  readonly participant?: never;
}

/** A participant in one room: the same person may come back in another. */
export interface ParticipantScope {
  readonly participant: string;
  readonly room: string;
  readonly experiment?: never;
}

/** Whose records are meant. */
export type Scope = ExperimentScope | RoomScope | ParticipantScope;

/** A scope as a path and query need it. */
export interface ScopeParts {
  readonly kind: ScopeKind;
  readonly id: string;
  /** Only at participant scope. */
  readonly room?: string;
}

/**
 * Checks a scope at run time, for callers without a compiler.
 * @throws {UsageError} which says how to name a scope.
 */
export function scopeParts(scope: Scope): ScopeParts {
  if (typeof scope !== 'object' || scope === null) {
    throw new UsageError('A scope is missing.', { hint: scopeHint });
  }
  const { experiment, room, participant } = scope;
  if (experiment !== undefined) {
    if (room !== undefined || participant !== undefined) {
      throw new UsageError('A scope names an experiment or a room, not both.', { hint: scopeHint });
    }
    return { kind: 'experiment', id: checkedId(experiment, 'experiment') };
  }
  if (participant !== undefined) {
    if (room === undefined) {
      throw new UsageError('A participant needs its room: the same person may be in several.', {
        hint: 'Add the room, e.g. { participant, room } or --participant ID --room ID.',
      });
    }
    return { kind: 'participant', id: checkedId(participant, 'participant'), room: checkedId(room, 'room') };
  }
  if (room !== undefined) return { kind: 'room', id: checkedId(room, 'room') };
  throw new UsageError('A scope is missing.', { hint: scopeHint });
}

const scopeHint = 'Name { experiment }, { room } or { participant, room }.';

/** Ids become path segments: one that would change the path, or can't be encoded (half a pair), is refused. */
export function checkedId(id: unknown, what: string): string {
  if (typeof id !== 'string' || id.trim() === '') {
    const fault = typeof id === 'string' || id === undefined || id === null ? 'empty' : 'not text';
    throw new UsageError(`The ${what} id is ${fault}.`, { hint: `Give the id of the ${what} as text.` });
  }
  if (id === '.' || id === '..' || /[\p{Cc}\p{Cs}]/u.test(id)) {
    throw new UsageError(`"${id.replace(/[\p{Cc}\p{Cs}]/gu, '?')}" can't be the id of a ${what}.`, {
      hint: 'Copy the id from HyperStudy, or list the ids with hyperstudy list.',
    });
  }
  return id;
}
