import { type DataTypeDefinition, dataTypes } from '@hyperstudy-workflows/core';
import { describe, expect, it } from 'vitest';
import { kindOf } from '../src/api/data-metadata.ts';
import { isTableName } from '../src/tables/tables.ts';
import { get, useSandbox } from './support.ts';

const sandbox = useSandbox();

const experiment = 'exp_film26';
const room = 'room_film26_0007';
const agents = 'room_film26_0010';
const participant = 'u_ada91';

/** Path below the base URL, dataType of the metadata (null: none), form of data, and fields of its (first) row. */
type Endpoint = readonly [string, string | null, 'list' | 'one in a list' | 'object', readonly string[]];

const published: readonly Endpoint[] = [
  [`/data/events/experiment/${experiment}`, 'events', 'list', ['id', 'timestamp', 'onset']],
  [`/data/events/room/${room}`, 'events', 'list', ['id', 'roomId']],
  [`/data/events/participant/${participant}?roomId=${room}`, 'events', 'list', ['participantId']],
  [`/data/recordings/experiment/${experiment}`, 'recordings', 'list', ['recordingId', 'startTime']],
  [`/data/recordings/room/${room}`, 'recordings', 'list', ['downloadPath', 'metadata']],
  [`/data/recordings/participant/${participant}?roomId=${room}`, 'recordings', 'list', ['egressId']],
  [`/data/chat/experiment/${experiment}`, 'chat', 'list', ['messageId', 'senderId', 'content']],
  [`/data/chat/room/${room}`, 'chat', 'list', ['recipientIds']],
  [`/data/chat/participant/${participant}?roomId=${room}`, 'chat', 'list', ['senderName']],
  [`/data/videochat/experiment/${experiment}`, 'videochat', 'list', ['eventType', 'data']],
  [`/data/videochat/room/${room}`, 'videochat', 'list', ['id']],
  [`/data/videochat/participant/${participant}?roomId=${room}`, 'videochat', 'list', ['id']],
  [`/data/ratings/continuous/experiment/${experiment}`, 'ratings', 'list', ['ratingId', 'rawValue']],
  [`/data/ratings/continuous/room/${room}`, 'ratings', 'list', ['normalizedValue']],
  [`/data/ratings/continuous/participant/${participant}?roomId=${room}`, 'ratings', 'list', ['value']],
  [`/data/ratings/sparse/experiment/${experiment}`, 'ratings', 'list', ['sparseRatingData']],
  [`/data/ratings/sparse/room/${room}`, 'ratings', 'list', ['ratingEndOnset']],
  [`/data/ratings/sparse/participant/${participant}?roomId=${room}`, 'ratings', 'list', ['scale']],
  [`/data/sync/experiment/${experiment}`, 'sync', 'list', ['metricId', 'timeDrift']],
  [`/data/sync/room/${room}`, 'sync', 'list', ['playbackRate']],
  [`/data/sync/participant/u_bo27?roomId=${room}`, 'sync', 'list', ['latency']],
  [`/data/eyetracking/experiment/${experiment}`, 'eyetracking', 'list', ['gazeX', 'gazeY']],
  [`/data/eyetracking/room/${room}`, 'eyetracking', 'list', ['pupilDiameter']],
  [`/data/eyetracking/participant/${participant}?roomId=${room}`, 'eyetracking', 'list', ['confidence']],
  [`/data/components/experiment/${experiment}`, 'components', 'list', ['componentId', 'config']],
  [`/data/components/room/${room}`, 'components', 'list', ['variableSnapshot']],
  [`/data/components/participant/${participant}?roomId=${room}`, 'components', 'list', ['completed']],
  [`/data/participants/experiment/${experiment}`, 'participants', 'list', ['id', 'joinedAt']],
  [`/data/participants/room/${room}`, 'participants', 'list', ['completionCode']],
  [`/data/rooms/experiment/${experiment}`, 'rooms', 'list', ['id', 'participantCount']],
  [`/data/variables/room/${room}`, 'variables', 'list', ['variable', 'value', 'source', 'persisted']],
  [`/data/agent-decisions/experiment/${experiment}`, 'agentDecisions', 'list', ['_type', 'seq', 'action']],
  [`/data/agent-decisions/room/${agents}`, 'agentDecisions', 'list', ['_type', 'turnKind']],
  [
    `/data/agent-decisions/room/${agents}/decision/agent_r4_p1_1`,
    'agentDecision',
    'object',
    ['prompt', 'chain'],
  ],
  [`/data/agent-runs/experiment/${experiment}`, 'agentRuns', 'list', ['turns', 'roomStatus', 'orphaned']],
  [
    `/data/counts/participant/${participant}?roomId=${room}`,
    'counts',
    'one in a list',
    ['counts', 'hasData'],
  ],
  [`/data/check-access/experiment/${experiment}`, null, 'object', ['canView', 'canExport']],
  ['/experiments', 'experiments', 'list', ['id', 'ownerEmail', 'roomCount']],
  ['/experiments?view=summary', 'experiments', 'list', ['statesCount', 'visibility']],
  ['/experiments/shared', 'experiments', 'list', ['accessType']],
  [`/experiments/${experiment}`, 'experiment', 'one in a list', ['states', 'roles', 'requiredParticipants']],
  [`/experiments/${experiment}/config`, 'experiment', 'one in a list', ['states', 'variables']],
  [`/experiments/${experiment}/export`, 'experimentExport', 'one in a list', ['experiment', 'mediaAssets']],
  ['/deployments', 'deployments', 'list', ['id', 'experimentId', 'status']],
  ['/deployments/dep_spring26', 'deployment', 'object', ['participantCount', 'maxParticipants']],
  ['/deployments/dep_spring26/sessions', 'sessions', 'list', ['id', 'participantCount']],
];

const ids = { experiment, room, participant: `${participant}?roomId=${room}` };

/** Data types that nobody wrote down above: their routes follow from the registry. */
const others = Object.entries<DataTypeDefinition>(dataTypes).flatMap(([name, { path, scopes, key }]) =>
  scopes
    .map((scope) => ({ route: `/data/${path}/${scope}/`, id: ids[scope] }))
    .filter(({ route }) => isTableName(name) && !published.some(([known]) => known.startsWith(route)))
    .map(({ route, id }): Endpoint => [`${route}${id}`, kindOf({ path }).dataType, 'list', key ?? []]),
);

const endpoints: readonly Endpoint[] = [...published, ...others];

describe('endpoints', () => {
  it.each(endpoints)('GET %s', async (path, dataType, form, fields) => {
    const { status, body, rows, headers } = await get(sandbox.current, path);
    expect(status).toBe(200);
    expect(body.status).toBe('success');
    expect(Array.isArray(body.data) ? 'list' : 'object').toBe(form === 'object' ? 'object' : 'list');
    if (form === 'one in a list') expect(rows).toHaveLength(1);
    expect(rows.length).toBeGreaterThan(0);
    for (const field of fields) expect(rows[0]).toHaveProperty(field);
    expect(body.metadata?.dataType ?? null).toBe(dataType);
    expect(headers.get('x-request-id')).toMatch(/^req_/);
    expect(headers.get('date')).not.toBeNull();
  });

  it('answers health without a key, bare', async () => {
    const response = await fetch(`${sandbox.current.url}/health`);
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({
      status: 'healthy',
      version: '3.0.0',
      timestamp: expect.any(String),
    });
  });

  it('mints URLs without metadata', async () => {
    const { rows } = await get(sandbox.current, `/data/recordings/room/${room}`);
    const { body } = await get(sandbox.current, String(rows[0]?.downloadPath));
    expect(body).toEqual({ status: 'success', data: { url: expect.stringContaining('X-Goog-Signature=') } });
  });

  it('says about a page what the reference says', async () => {
    const { body } = await get(sandbox.current, `/data/ratings/sparse/room/${room}?limit=4`);
    expect(body.metadata).toEqual({
      dataType: 'ratings',
      ratingType: 'sparse',
      scope: 'room',
      scopeId: room,
      timestamp: expect.any(String),
      query: {
        startTime: null,
        endTime: null,
        deploymentId: null,
        limit: 4,
        offset: 0,
        sort: 'timestamp',
        order: 'asc',
      },
      pagination: { total: 10, returned: 4, hasMore: true, limit: 4, offset: 0, nextOffset: 4 },
      processing: {
        experimentStartedAt: '2026-03-11T15:04:20.000Z',
        processingTimeMs: expect.any(Number),
        enriched: true,
        version: '3.0.0',
      },
      _warnings: [],
    });
  });

  it('gives variables their timeline', async () => {
    const { body } = await get(sandbox.current, `/data/variables/room/${room}`);
    expect(body.metadata).toMatchObject({
      variableNames: ['condition', 'warmup'],
      matrixColumns: ['stateId', 'condition', 'warmup'],
      droppedWrites: [{ variable: 'warmup', reason: expect.any(String) }],
      mode: 'replay',
    });
    expect(body.metadata?.timeline).toContainEqual({
      stateId: 'st_intro',
      condition: 'paired',
      warmup: null,
    });
  });

  it('caps agent decisions per room and says so', async () => {
    const { body, rows } = await get(sandbox.current, `/data/agent-decisions/room/${agents}?limit=3`);
    expect(rows.filter((row) => row._type === 'decision')).toHaveLength(3);
    expect(body.metadata?.truncated).toBe(true);
  });
});

describe('refusals', () => {
  const refusals: readonly [string, number, string][] = [
    ['/data/events/experiment/exp_none', 404, 'NOT_FOUND'],
    ['/data/events/room/room_film26_9999', 404, 'NOT_FOUND'],
    [`/data/events/participant/u_none?roomId=${room}`, 404, 'NOT_FOUND'],
    [`/data/events/participant/${participant}`, 400, 'VALIDATION_ERROR'],
    [`/data/participants/participant/${participant}?roomId=${room}`, 400, 'VALIDATION_ERROR'],
    [`/data/counts/participant/${participant}`, 400, 'VALIDATION_ERROR'],
    [`/data/events/room/${room}?limit=ten`, 400, 'VALIDATION_ERROR'],
    [`/data/events/room/${room}?limit=0`, 400, 'VALIDATION_ERROR'],
    [`/data/events/room/${room}?limit=-5`, 400, 'VALIDATION_ERROR'],
    [`/data/events/room/${room}?offset=1.5`, 400, 'VALIDATION_ERROR'],
    [`/data/events/room/${room}?startTime=yesterday`, 400, 'VALIDATION_ERROR'],
    [`/data/events/room/${room}?order=up`, 400, 'VALIDATION_ERROR'],
    [`/data/events/room/${room}?sort=mood`, 400, 'VALIDATION_ERROR'],
    [`/data/events/room/${room}?format=xml`, 400, 'VALIDATION_ERROR'],
    [`/data/components/room/${room}?completed=maybe`, 400, 'VALIDATION_ERROR'],
    ['/data/events/room/%E0%A4%A', 400, 'VALIDATION_ERROR'],
    ['/data/nothing/room/x', 404, 'NOT_FOUND'],
    ['/data/agent-decisions/room/room_film26_0010/decision/none', 404, 'NOT_FOUND'],
    ['/data/recordings/download/room_film26_0012/none', 404, 'NOT_FOUND'],
    ['/deployments/none', 404, 'NOT_FOUND'],
    ['/nothing', 404, 'NOT_FOUND'],
  ];

  it.each(refusals)('GET %s is %i', async (path, status, code) => {
    const answer = await get(sandbox.current, path);
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({ status: 'error', error: { code, message: expect.any(String) } });
  });

  it('names the parameter', async () => {
    const { body } = await get(sandbox.current, `/data/events/room/${room}?limit=ten`);
    expect(body.error?.details).toEqual({
      parameter: 'limit',
      value: 'ten',
      expected: 'an integer from 1 on',
    });
  });

  it('writes nothing', async () => {
    const response = await fetch(`${sandbox.current.url}/experiments`, {
      method: 'POST',
      headers: { 'X-API-Key': sandbox.current.apiKey },
      body: '{}',
    });
    expect(response.status).toBe(405);
  });
});
