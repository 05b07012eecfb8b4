import { z } from 'zod';
import { StateError } from '../errors/state-error.ts';
import { isObject } from '../transport/envelope.ts';

/** Key, time (ms since 1970; null where it has none) and, where content is watched, content of a known record. */
const known = z.tuple([z.string(), z.number().nullable(), z.string().nullable()]);

const currentVersion = 1;

const pollState = z.object({
  version: z.literal(currentVersion),
  /** The poll it belongs to. */
  poll: z.string(),
  /** Records from this time on are wanted, ISO 8601; null: all. */
  from: z.string().nullable(),
  /** Latest time of a record that was taken, exactly as the server wrote it; null before the first. */
  cursor: z.string().nullable(),
  /** The server's time when the latest round began, ISO 8601. */
  polledAt: z.string().nullable(),
  /** Records before this time (ms since 1970) count as taken, because too many to remember came after it. */
  floor: z.number().nullable(),
  /** Records that were taken: the latest ones, or all where they can only be told by their key. */
  known: z.array(known),
});

/** How far a poll came. */
export type PollState = z.infer<typeof pollState>;
export type KnownRecord = z.infer<typeof known>;

type Json = Readonly<Record<string, unknown>>;

/** How to make a state of this version from one of the version before. */
export interface Migration {
  /** Version that comes out. */
  readonly version: number;
  readonly up: (state: Json) => Json;
}

/** In order of version. Add one with every change of the state, and a test with a state as it was. */
const migrations: readonly Migration[] = [];

const startOver = 'Give another place for the state, or delete it to start over.';

/**
 * A stored state, brought to the current version.
 * @throws {StateError} where it is damaged, of a newer version, or of another poll
 */
export function readState(stored: unknown, poll: string): PollState | undefined {
  if (stored === undefined || stored === null) return undefined;
  if (!isObject(stored) || typeof stored.version !== 'number') throw damaged();
  if (stored.version > currentVersion) {
    throw new StateError(
      `The state of the poll is of version ${stored.version}; this knows ${currentVersion}.`,
      {
        hint: `Update this package. ${startOver}`,
      },
    );
  }
  const found = pollState.safeParse(migrate(stored, migrations));
  if (!found.success) throw damaged();
  if (found.data.poll !== poll) {
    throw new StateError(`The state is of another poll: "${found.data.poll}", not "${poll}".`, {
      hint: startOver,
    });
  }
  return found.data;
}

/** A state after all steps that lead beyond its version. */
export function migrate(stored: Json, steps: readonly Migration[]): Json {
  const due = steps.filter(({ version }) => version > Number(stored.version));
  return due.reduce<Json>((state, { version, up }) => ({ ...up(state), version }), stored);
}

const damaged = () => new StateError('The state of the poll is damaged.', { hint: startOver });
