import { z } from 'zod';

/**
 * Building blocks of the record schemas. Every field carries a description and, where it is a quantity, a
 * unit; columns, docs and the codebook read both back (see columns.ts).
 */

export const text = (description: string) => z.string().meta({ description });

/** ISO 8601 UTC text, kept exactly as the server sent it (ms or s precision). */
export const time = (description: string) => z.string().meta({ description, unit: 'ISO 8601' });

export const ms = (description: string) => z.number().meta({ description, unit: 'ms' });

export const number = (description: string, unit?: string) =>
  z.number().meta(unit === undefined ? { description } : { description, unit });

/** A number without decimals. */
export const count = (description: string, unit?: string) =>
  z.number().meta({ description, integer: true, ...(unit === undefined ? {} : { unit }) });

export const flag = (description: string) => z.boolean().meta({ description });

export const list = <T extends z.ZodType>(item: T, description: string) =>
  z.array(item).meta({ description });

/** Any JSON value whose shape is not published. */
export const json = (description: string) => z.unknown().meta({ description });

/** An object whose keys are not published. */
export const open = (description: string) => z.record(z.string(), z.unknown()).meta({ description });

/** An object with some known keys; others are kept. */
export const group = <T extends z.ZodRawShape>(description: string, shape: T) =>
  z.looseObject(shape).meta({ description });

/** A record: known fields typed, unknown fields kept. */
export const record = <T extends z.ZodRawShape>(shape: T) => z.looseObject(shape);

/** Ids that most record types share. */
export const ids = {
  experimentId: text('Experiment the record belongs to').nullish(),
  deploymentId: text('Deployment (data collection run) the record belongs to').nullish(),
  roomId: text('Room (session) the record belongs to; called sessionId in older releases').nullish(),
  participantId: text('User id of the participant; the same person may appear in several rooms').nullish(),
};

/** When a record happened: wall clock and position in the session. */
export const moment = {
  timestamp: time('When it happened, UTC'),
  onset: ms('Time since the experiment content started in this room; negative for anything before').nullish(),
};

/** The client clock correction behind an onset. */
export const clockCorrection = {
  rawOnset: ms('Onset before the clock correction').nullish(),
  clockOffsetApplied: ms('Clock correction: onset = rawOnset - clockOffsetApplied').nullish(),
};
