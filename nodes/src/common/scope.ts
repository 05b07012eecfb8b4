import { type Scope, UsageError } from '@hyperstudy-workflows/core';
import { type Host, isObject, type Message } from './host.ts';

/** Whose records, as a node saves it. */
export interface ScopeConfig {
  readonly scope: 'experiment' | 'room' | 'participant';
  readonly experiment: string;
  readonly experimentType: string;
  readonly room: string;
  readonly roomType: string;
  readonly participant: string;
  readonly participantType: string;
}

/**
 * The scope of a run: the message's, else the node's.
 * @throws {UsageError} where an id is missing.
 */
export async function readScope(
  config: ScopeConfig,
  override: unknown,
  host: Host,
  message: Message,
): Promise<Scope> {
  if (override !== undefined) return scopeOf(override);
  const id = async (what: 'experiment' | 'room' | 'participant'): Promise<string> => {
    const setting = { value: config[what] ?? '', type: config[`${what}Type`] ?? 'str' };
    return idOf(await host.resolve(setting, message), what, setting.type, setting.value);
  };
  switch (config.scope) {
    case 'room':
      return { room: await id('room') };
    case 'participant':
      return { participant: await id('participant'), room: await id('room') };
    default:
      return { experiment: await id('experiment') };
  }
}

function idOf(value: unknown, what: string, type: string, from: string): string {
  if (typeof value === 'string' && value.trim() !== '') return value.trim();
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  const place = type === 'str' ? 'the node' : `${type} ${from}`.trim();
  throw new UsageError(`The ${what} id is empty (from ${place}).`, {
    hint: `Choose or type the id of the ${what}, or send it as msg.hyperstudy.scope.`,
  });
}

function scopeOf(value: unknown): Scope {
  if (!isObject(value)) throw new UsageError('msg.hyperstudy.scope is no object.', { hint });
  const { experiment, room, participant } = value;
  if (participant !== undefined) {
    return {
      participant: idOf(participant, 'participant', 'msg', place),
      room: idOf(room, 'room', 'msg', place),
    };
  }
  if (room !== undefined && experiment === undefined) return { room: idOf(room, 'room', 'msg', place) };
  if (room !== undefined)
    throw new UsageError('msg.hyperstudy.scope names an experiment and a room.', { hint });
  return { experiment: idOf(experiment, 'experiment', 'msg', place) };
}

const place = 'hyperstudy.scope';
const hint = 'Give { experiment }, { room } or { participant, room }.';
