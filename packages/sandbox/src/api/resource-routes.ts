import type { Experiment } from '@hyperstudy-workflows/core';
import { deploymentRow, type ExperimentPlan, organizationId } from '../study/entities.ts';
import { createdAt, type DeploymentRef, databaseTime, iso, type Room } from '../study/rooms.ts';
import { stimulus } from '../study/script.ts';
import { statusOf } from '../tables/rooms.ts';
import { experimentOf, visibleTo } from './access.ts';
import type { Answer } from './answer.ts';
import { notFound } from './api-error.ts';
import { pageOf, paginationOf } from './page.ts';
import type { Call, Route } from './route.ts';

const route = (pattern: string, answer: (call: Call) => Answer): Route => ({
  pattern,
  family: pattern.startsWith('deployments') ? '/deployments' : '/experiments',
  // Not published for deployments; they are part of an experiment's design.
  scope: 'read:experiments',
  answer,
});

/** Experiments and deployments, read only. */
export const resourceRoutes: readonly Route[] = [
  route('experiments', (call) => listExperiments(call, visibleTo(call.key, call.study))),
  route('experiments/shared', (call) =>
    listExperiments(
      call,
      visibleTo(call.key, call.study).filter((plan) => plan.organizationId !== organizationId),
    ),
  ),
  route('experiments/:id', (call) => {
    const plan = planOf(call);
    return single('experiment', [{ ...counted(call, plan) }]);
  }),
  route('experiments/:id/config', (call) => single('experiment', [configOf(planOf(call))])),
  route('experiments/:id/export', exported),
  route('deployments', listDeployments),
  route('deployments/:id', (call) => {
    const { plan, ref } = deploymentOf(call);
    return single('deployment', deploymentRow(plan, ref, peopleIn(call, plan, ref)));
  }),
  route('deployments/:id/sessions', sessions),
];

const planOf = (call: Call): ExperimentPlan => experimentOf(call.study, call.path.id ?? '', call.key);

const single = (dataType: string, data: object): Answer => ({ data, metadata: { dataType } });

const roomsOf = ({ study, now }: Call, plan: ExperimentPlan): Room[] =>
  Array.from({ length: study.roomCount(plan, now) }, (_, index) => plan.room(index)).filter(
    ({ live, start }) => !live || start + createdAt <= now,
  );

function counted(call: Call, plan: ExperimentPlan): Experiment {
  const roomCount = roomsOf(call, plan).length;
  return { ...plan.facts, roomCount, participantCount: roomCount * 2 };
}

const listed = [
  'id',
  'name',
  'description',
  'ownerEmail',
  'roomCount',
  'participantCount',
  'createdAt',
  'updatedAt',
  'accessType',
] as const;
const summary = ['statesCount', 'visibility'] as const;

/** Lists leave out the definition; the summary view adds two facts. */
function listExperiments(call: Call, plans: readonly ExperimentPlan[]): Answer {
  const { query, study, now } = call;
  const search = query.text('search')?.toLowerCase() ?? '';
  const page = pageOf(call, 50);
  const found = plans.filter(({ facts }) =>
    `${facts.name} ${facts.description}`.toLowerCase().includes(search),
  );
  const fields = query.text('view') === 'summary' ? [...listed, ...summary] : listed;
  const data = found.slice(page.offset, page.offset + page.limit).map((plan) => {
    const row: Record<string, unknown> = counted(call, plan);
    return Object.fromEntries(fields.map((field) => [field, row[field]]));
  });
  return {
    data,
    metadata: {
      dataType: 'experiments',
      scope: 'user',
      scopeId: study.experiments[0]?.facts.ownerId,
      timestamp: iso(now),
      pagination: paginationOf(found.length, data.length, page),
    },
  };
}

/** The definition alone: what a researcher built, not what came of it. */
const configOf = ({ facts }: ExperimentPlan): Record<string, unknown> => {
  const { id, name, description, requiredParticipants, roles, states } = facts;
  return {
    id,
    name,
    description,
    requiredParticipants,
    roles,
    states,
    variables: { condition: 'paired', warmup: null },
  };
};

function exported(call: Call): Answer {
  const plan = planOf(call);
  const mediaAssets = [{ id: stimulus.id, fileName: stimulus.file, type: 'video' }];
  return {
    data: [{ experiment: configOf(plan), mediaAssets }],
    metadata: {
      dataType: 'experimentExport',
      filename: `${plan.id}.json`,
      mediaAssetsCount: mediaAssets.length,
    },
  };
}

function listDeployments(call: Call): Answer {
  const { query, key, study } = call;
  const experimentId = query.text('experimentId');
  const status = query.text('status');
  const plans = experimentId === undefined ? visibleTo(key, study) : [experimentOf(study, experimentId, key)];
  const all = plans.flatMap((plan) => plan.deployments.map((ref) => deploymentRow(plan, ref)));
  return single(
    'deployments',
    all.filter((row) => status === undefined || row.status === status),
  );
}

function deploymentOf({ study, key, path }: Call): { plan: ExperimentPlan; ref: DeploymentRef } {
  for (const plan of visibleTo(key, study)) {
    const ref = plan.deployments.find(({ id }) => id === path.id);
    if (ref !== undefined) return { plan, ref };
  }
  throw notFound('Deployment');
}

const roomsIn = (call: Call, plan: ExperimentPlan, ref: DeploymentRef): Room[] =>
  roomsOf(call, plan).filter(({ deployment }) => deployment?.id === ref.id);

const peopleIn = (call: Call, plan: ExperimentPlan, ref: DeploymentRef): number =>
  roomsIn(call, plan, ref).reduce((sum, { people }) => sum + people.length, 0);

function sessions(call: Call): Answer {
  const { plan, ref } = deploymentOf(call);
  const data = roomsIn(call, plan, ref).map((room) => ({
    id: room.id,
    experimentId: plan.id,
    deploymentId: ref.id,
    status: statusOf(room, call.now),
    participantCount: room.people.length,
    createdAt: (plan.deployments.indexOf(ref) === 0 ? iso : databaseTime)(room.start + createdAt),
  }));
  return { data, metadata: { dataType: 'sessions', scope: 'deployment', scopeId: ref.id } };
}
