import { type DataTypeDefinition, define } from './define.ts';
import * as schemas from './schemas/index.ts';

const everyScope = ['experiment', 'room', 'participant'] as const;
const page = { paged: true, pageSize: 1000, sort: 'timestamp', time: 'timestamp' } as const;
const room = ['sessionId'] as const;
const timeFilters = ['start', 'end', 'deployment'] as const;

/** A part of the events, as its own data type. */
const eventView = {
  path: 'events',
  scopes: everyScope,
  apiScope: 'read:events',
  key: ['id'],
  ...page,
  filters: timeFilters,
  schema: schemas.eventSchema,
  aliases: { id: ['eventId'], roomId: room },
} as const;

/**
 * The data types of HyperStudy, by the name that users type and files bear. Client methods, drop-downs,
 * action inputs, command line help, CSV columns, sandbox routes and the docs table are derived from it: to
 * add a data type, add an entry here and nothing else.
 */
export const dataTypes = {
  /** What happened: component responses, state changes, media, consent, questionnaire, markers. */
  events: define({
    ...eventView,
    title: 'Events',
    description: 'What happened: component responses, state changes, media, consent, questionnaire, markers',
    filters: ['start', 'end', 'category', 'deployment'],
  }),
  /** Audio and video recordings: metadata here, bytes through `recordings`. */
  recordings: define({
    path: 'recordings',
    title: 'Recordings',
    description: 'Audio and video recordings (metadata; the files are downloaded apart)',
    scopes: everyScope,
    apiScope: 'read:recordings',
    key: ['recordingId'],
    ...page,
    time: 'startTime',
    sort: 'startTime',
    changes: true,
    filters: ['deployment'],
    schema: schemas.recordingSchema,
    aliases: { recordingId: ['egressId'], roomId: room },
    // Listing a large study has been seen to take a minute (Python SDK 0.3.1 raised it to 300 s).
    timeout: 300_000,
  }),
  /** Text chat messages; the author is `senderId`. */
  chat: define({
    path: 'chat',
    title: 'Text chat',
    description: 'Text chat messages with author and recipients',
    scopes: everyScope,
    apiScope: 'read:chat',
    key: ['messageId'],
    ...page,
    filters: timeFilters,
    schema: schemas.chatSchema,
    aliases: { messageId: ['id'], roomId: room },
  }),
  /** Video chat events: connections, tracks, quality. */
  videochat: define({
    path: 'videochat',
    title: 'Video chat',
    description: 'Video chat events: connections, tracks, connection quality',
    scopes: everyScope,
    apiScope: 'read:videochat',
    key: ['id'],
    ...page,
    filters: timeFilters,
    schema: schemas.videochatSchema,
    aliases: { roomId: room },
  }),
  /** Samples of continuous ratings, usually four per second. */
  ratings_continuous: define({
    path: 'ratings/continuous',
    title: 'Ratings, continuous',
    description: 'Samples of continuous ratings, usually four per second and participant',
    scopes: everyScope,
    apiScope: 'read:ratings',
    key: ['ratingId'],
    ...page,
    filters: timeFilters,
    sampled: true,
    schema: schemas.continuousRatingSchema,
    aliases: { roomId: room },
  }),
  /** Answers to rating prompts, asked while the video pauses. */
  ratings_sparse: define({
    path: 'ratings/sparse',
    title: 'Ratings, sparse',
    description: 'Answers to rating prompts, asked while the video pauses',
    scopes: everyScope,
    apiScope: 'read:ratings',
    key: ['ratingId'],
    ...page,
    filters: timeFilters,
    schema: schemas.sparseRatingSchema,
    aliases: { roomId: room },
  }),
  /** How far each player is from the host's. */
  sync: define({
    path: 'sync',
    title: 'Sync metrics',
    description: "How far each participant's player is from the host's, about once per second",
    scopes: everyScope,
    apiScope: 'read:sync',
    key: ['metricId'],
    ...page,
    filters: ['start', 'end', 'deployment', 'aggregationWindow'],
    sampled: true,
    schema: schemas.syncSchema,
    aliases: { roomId: room },
  }),
  /** Gaze samples. */
  eyetracking: define({
    path: 'eyetracking',
    title: 'Eye tracking',
    description: 'Gaze samples, up to hundreds per second',
    scopes: everyScope,
    apiScope: null,
    key: ['id'],
    ...page,
    filters: [],
    sampled: true,
    schema: schemas.eyetrackingSchema,
    aliases: { roomId: room },
  }),
  /** Components as they were shown, with configuration, variables and response. */
  components: define({
    path: 'components',
    title: 'Components',
    description: 'Components as they were shown, with configuration, variables and response',
    scopes: everyScope,
    apiScope: 'read:components',
    key: ['roomId', 'participantId', 'componentId', 'stateId', 'timestamp'],
    ...page,
    filters: ['deployment', 'componentType', 'completed', 'state'],
    schema: schemas.componentSchema,
    aliases: { roomId: room },
  }),
  /** Who took part, and how it ended. */
  participants: define({
    path: 'participants',
    title: 'Participants',
    description: 'Who took part, in which role, and how it ended (personal data)',
    scopes: ['experiment', 'room'],
    // Not read:participants, although that scope exists (docs site, April 2026).
    apiScope: 'read:events',
    key: ['roomId', 'id'],
    ...page,
    time: 'joinedAt',
    sort: 'joinedAt',
    changes: true,
    filters: ['deployment', 'completionCode'],
    schema: schemas.participantSchema,
    aliases: { roomId: room },
  }),
  /** Rooms (sessions) of an experiment. */
  rooms: define({
    path: 'rooms',
    title: 'Rooms',
    description: 'Rooms (sessions) with status, deployment and number of participants; at most 5,000',
    scopes: ['experiment'],
    apiScope: 'read:events',
    key: ['id'],
    ...page,
    time: 'createdAt',
    sort: null,
    cap: 5000,
    changes: true,
    filters: ['deployment'],
    schema: schemas.roomSchema,
    aliases: {},
  }),
  /** Writes to the experiment's variables in one room. */
  variables: define({
    path: 'variables',
    title: 'Variables',
    description: "Writes to the experiment's variables, in time order",
    scopes: ['room'],
    apiScope: null,
    key: null,
    time: null,
    sort: null,
    paged: false,
    pageSize: null,
    filters: [],
    schema: schemas.variableSchema,
    aliases: { roomId: room },
  }),
  /** Answers to the questionnaire: a part of the events. */
  questionnaire: define({
    ...eventView,
    title: 'Questionnaire',
    description: 'Answers to the questionnaire after the experiment (a part of the events)',
    // SDK: questionnaire; docs: post_experiment.
    view: [{ category: 'questionnaire' }, { category: 'post_experiment', eventTypePrefix: 'questionnaire.' }],
  }),
  /** How participants went through the instructions: a part of the events. */
  instructions: define({
    ...eventView,
    title: 'Instructions',
    description: 'How participants went through the instructions (a part of the events)',
    view: [{ category: 'pre_experiment', eventTypePrefix: 'instructions.' }],
  }),
  /** Consent given or refused: a part of the events. */
  consent: define({
    ...eventView,
    title: 'Consent',
    description: 'Consent given or refused (a part of the events)',
    view: [{ category: 'pre_experiment', eventTypePrefix: 'consent.' }],
  }),
  /** Decisions of agent (AI) participants. */
  agent_decisions: define({
    path: 'agent-decisions',
    title: 'Agent decisions',
    description: 'Decisions of agent (AI) participants; at most 5,000 per room',
    scopes: ['experiment', 'room'],
    apiScope: 'read:events',
    key: ['roomId', 'id'],
    time: 'timestamp',
    sort: null,
    paged: false,
    pageSize: 5000,
    filters: ['detail'],
    schema: schemas.agentDecisionSchema,
    aliases: {},
  }),
  /** Runs of agent (AI) participants, with tokens and cost. */
  agent_runs: define({
    path: 'agent-runs',
    title: 'Agent runs',
    description: 'Runs of agent (AI) participants, with tokens and cost',
    scopes: ['experiment'],
    apiScope: 'read:events',
    key: ['roomId', 'id'],
    time: 'startedAt',
    sort: null,
    paged: false,
    pageSize: null,
    changes: true,
    filters: [],
    schema: schemas.agentRunSchema,
    aliases: {},
  }),
} as const satisfies Record<string, DataTypeDefinition>;
