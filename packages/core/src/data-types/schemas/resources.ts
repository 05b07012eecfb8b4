import { z } from 'zod';
import { count, flag, ids, json, list, number, open, record, text, time } from '../fields.ts';

/** Mixed before release 0.6.52: ISO text, epoch milliseconds, or {_seconds} (inferred). */
const createdTime = (description: string) =>
  z
    .union([z.string(), z.number(), z.looseObject({ _seconds: number('Time as an object', 's since 1970') })])
    .meta({ description, unit: 'ISO 8601' });

/** An experiment as listed; a single one adds ownerId, states, roles and requiredParticipants. */
export const experimentSchema = record({
  id: text('Id of the experiment'),
  name: text('Name').nullish(),
  description: text('Description').nullish(),
  ownerEmail: text('E-mail of the owner: personal data').nullish(),
  ownerId: text('User id of the owner').nullish(),
  roomCount: count('Rooms so far').nullish(),
  participantCount: count('Participants so far').nullish(),
  createdAt: createdTime('When it was created').nullish(),
  updatedAt: createdTime('When it was last changed').nullish(),
  accessType: text('owner, org or shared').nullish(),
  statesCount: count('Number of states (summary view)').nullish(),
  visibility: text('Who can see it (summary view)').nullish(),
  requiredParticipants: count('Participants a room needs').nullish(),
  roles: open('Roles by key').nullish(),
  states: list(json('A state'), 'States in order').nullish(),
});
/** An experiment, listed or single. */
export type Experiment = z.infer<typeof experimentSchema>;

/** A deployment: one data collection run of an experiment. */
export const deploymentSchema = record({
  id: text('Id of the deployment'),
  experimentId: ids.experimentId,
  name: text('Name').nullish(),
  status: text('active, paused, completed or archived').nullish(),
  ownerId: text('User id of the owner').nullish(),
  ownerName: text('Name of the owner: personal data').nullish(),
  participantCount: count('Participants so far (single deployment only)').nullish(),
  maxParticipants: count('Most participants (single deployment only)').nullish(),
  createdAt: createdTime('When it was created').nullish(),
  updatedAt: createdTime('When it was last changed (single deployment only)').nullish(),
});
/** A deployment, listed or single. */
export type Deployment = z.infer<typeof deploymentSchema>;

/** A session of a deployment: a room whose id is `id`. */
export const sessionSchema = record({
  id: text('Id of the room'),
  experimentId: ids.experimentId,
  deploymentId: ids.deploymentId,
  status: text('Status of the room').nullish(),
  participantCount: count('Participants in the room').nullish(),
  createdAt: createdTime('When the room was created').nullish(),
});
/** A session of a deployment. */
export type Session = z.infer<typeof sessionSchema>;

/** What the key may do with one experiment's data. */
export const accessSchema = record({
  canView: flag('The key may look at the data').nullish(),
  canExport: flag('The key may export the data').nullish(),
});
/** What the key may do with the data of an experiment. */
export type Access = z.infer<typeof accessSchema>;

/** How much data a participant has in a room. The keys are not endpoint names (textchat, for one). */
export const countsSchema = record({
  participantId: ids.participantId,
  roomId: ids.roomId,
  counts: z.record(z.string(), z.number()).meta({ description: 'Number of records by kind' }).nullish(),
  hasData: z.record(z.string(), z.boolean()).meta({ description: 'Whether there are any' }).nullish(),
});
/** Numbers of records of a participant in a room. */
export type Counts = z.infer<typeof countsSchema>;

/** An experiment's definition with its media. */
export const experimentExportSchema = record({
  experiment: json('The definition').optional(),
  mediaAssets: list(json('A media asset'), 'Media the experiment uses').nullish(),
});
/** The definition of an experiment with its media. */
export type ExperimentExport = z.infer<typeof experimentExportSchema>;

/** Answer of the health route. Any status other than error counts as up. */
export const healthSchema = record({
  status: text('healthy or success').nullish(),
  version: text('Version of the API').nullish(),
  timestamp: time('Time on the server').nullish(),
});
/** What the health route answers. */
export type Health = z.infer<typeof healthSchema>;
