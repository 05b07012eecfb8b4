import { dataTypes, openApiDocument } from '@hyperstudy-workflows/core';
import { iso } from '../study/rooms.ts';
import { decisionDetail } from '../tables/agents.ts';
import { mediaOfRow } from '../tables/recordings.ts';
import { isTableName, type TableName } from '../tables/tables.ts';
import { canExport, experimentOf, roomOf } from './access.ts';
import type { Answer } from './answer.ts';
import { badParameter, notFound } from './api-error.ts';
import { basePath, type Call, type Route } from './route.ts';
import { countIn } from './unpaged.ts';

/** Data routes that are no list of a data type. */
export const specialRoutes: readonly Route[] = [
  {
    pattern: 'health',
    family: '/health',
    scope: null,
    open: true,
    answer: ({ now }) => ({ data: { status: 'healthy', version: '3.0.0', timestamp: iso(now) }, bare: true }),
  },
  // The service publishes it as YAML; JSON is YAML too.
  ...['openapi.yaml', 'openapi.json'].map((pattern) => ({
    pattern,
    family: '/openapi',
    scope: null,
    open: true,
    answer: () => ({ data: openApiDocument(basePath), bare: true }),
  })),
  {
    pattern: 'data/check-access/experiment/:id',
    family: '/data/check-access',
    scope: null,
    answer: (call) => {
      const experiment = experimentOf(call.study, call.path.id ?? '', call.key);
      return { data: { canView: true, canExport: canExport(experiment, call.key) } };
    },
  },
  {
    pattern: 'data/recordings/download/:roomId/:recordingId',
    family: '/data/recordings/download',
    scope: 'read:recordings',
    answer: mint,
  },
  {
    pattern: 'data/counts/participant/:id',
    family: '/data/counts',
    scope: 'read:events',
    answer: counts,
  },
  {
    pattern: 'data/agent-decisions/room/:roomId/decision/:decisionId',
    family: '/data/agent-decisions',
    scope: 'read:events',
    answer: decision,
  },
];

const everything = {
  conditions: {},
  start: Number.NEGATIVE_INFINITY,
  end: Number.POSITIVE_INFINITY,
} as const;

/** A URL for one recording's bytes, good for a short while. Carries no metadata. */
function mint(call: Call): Answer {
  const { study, key, now, path, storage } = call;
  const room = roomOf(study, path.roomId ?? '', key, now);
  const records = study.records({ table: 'recordings', rooms: [room], ...everything, now });
  for (let index = 0; index < records.length; index++) {
    const { recordingId, ...row } = records.row(index);
    // Bytes exist once a recording has ended.
    if (recordingId === path.recordingId && row.endTime !== undefined) {
      const id = String(recordingId);
      return { data: { url: storage.sign(room.id, id, mediaOfRow({ ...row, recordingId: id }), now) } };
    }
  }
  throw notFound('Recording');
}

/** Some counts go by other names than their endpoint. */
const countNames: Readonly<Partial<Record<TableName, string>>> = { chat: 'textchat' };

function counts(call: Call): Answer {
  const { path, query, study, key, now } = call;
  const roomId = query.text('roomId');
  if (roomId === undefined) throw badParameter('roomId', null, 'the id of a room');
  const room = roomOf(study, roomId, key, now);
  const participantId = path.id ?? '';
  if (!room.people.some(({ id }) => id === participantId)) throw notFound('Participant');
  const found = Object.entries(dataTypes).flatMap(([name, { scopes }]) =>
    isTableName(name) && scopes.some((scope) => scope === 'participant')
      ? [
          [
            countNames[name] ?? name,
            countIn(call, name, room, { [name === 'chat' ? 'senderId' : 'participantId']: participantId }),
          ] as const,
        ]
      : [],
  );
  const hasData = Object.fromEntries(found.map(([name, count]) => [name, count > 0]));
  return {
    data: [{ participantId, roomId, counts: Object.fromEntries(found), hasData }],
    metadata: { dataType: 'counts' },
  };
}

/** One decision with everything that led to it, as a plain object. */
function decision({ study, key, now, path }: Call): Answer {
  const room = roomOf(study, path.roomId ?? '', key, now);
  const records = study.records({ table: 'agent_decisions', rooms: [room], ...everything, now });
  for (let index = 0; index < records.length; index++) {
    const row = records.row(index);
    const id = String(row.id);
    if (id === path.decisionId)
      return { data: decisionDetail({ ...row, id }), metadata: { dataType: 'agentDecision' } };
  }
  throw notFound('Decision');
}
