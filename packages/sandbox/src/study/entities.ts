import type { Deployment, Experiment } from '@hyperstudy-workflows/core';
import {
  type DeploymentRef,
  databaseTime,
  firstStart,
  iso,
  kindOf,
  makeRoom,
  type Room,
  spacing,
} from './rooms.ts';
import { states } from './script.ts';

export const organizationId = 'org_film_lab';

/** An experiment with its rooms. Rooms are made when they are asked for, however many there are. */
export interface ExperimentPlan {
  readonly id: string;
  readonly organizationId: string;
  /** False: the data may be looked at on the web site, but not exported. */
  readonly exportable: boolean;
  /** Rooms that were there before the sandbox started. */
  readonly rooms: number;
  readonly deployments: readonly DeploymentRef[];
  readonly facts: Experiment;
  room(index: number): Room;
}

export interface Live {
  /** Epoch ms at which the first live room starts. */
  readonly start: number;
  /** ms between the starts of two rooms. */
  readonly every: number;
}

const spring = { id: 'dep_spring26', name: 'Spring 2026 cohort' } as const;
const pilot = { id: 'dep_pilot26', name: 'Pilot' } as const;

const stateList = Object.values(states).map(({ id, name }, order) => ({
  id,
  name,
  order,
  focusComponent: {
    id: `cmp_${order}`,
    type: order === 2 ? 'showvideo' : 'showtext',
    config: { text: name },
  },
}));

const definition = {
  requiredParticipants: 2,
  roles: {
    viewer_a: { name: 'Viewer A', participantCount: 1 },
    viewer_b: { name: 'Viewer B', participantCount: 1 },
  },
  states: stateList,
  statesCount: stateList.length,
} as const;

export const mainExperiment = 'exp_film26';

/** The main experiment: history of `rooms` rooms, then, in live mode, a new room every so often. */
function film(seed: number, rooms: number, live: Live | null): ExperimentPlan {
  const history = live === null ? rooms : rooms - 1;
  return {
    id: mainExperiment,
    organizationId,
    exportable: true,
    rooms: history,
    deployments: [spring, pilot],
    facts: {
      id: mainExperiment,
      name: 'Shared film viewing',
      description: 'Pairs watch and rate',
      ownerEmail: 'pi@example.org',
      ownerId: 'u_pi',
      createdAt: '2026-02-01T09:00:00.000Z',
      updatedAt: '2026-03-01T10:30:00.000Z',
      accessType: 'owner',
      visibility: 'organization',
      ...definition,
    },
    room: (index) => {
      const isLive = live !== null && index >= history;
      const kind = isLive ? 'pair' : kindOf(index, live === null ? rooms : history + 2);
      return makeRoom({
        // Six pilot rooms were deleted: ids start at 7.
        id: `room_film26_${String(index + 7).padStart(4, '0')}`,
        tag: `f${index + 7}`,
        index,
        seed,
        kind,
        experimentId: mainExperiment,
        deployment: kind === 'older' ? null : index % 4 === 3 ? pilot : spring,
        start: isLive ? live.start + (index - history) * live.every : firstStart + index * spacing,
        live: isLive,
      });
    },
  };
}

const created = Date.parse('2026-02-01T09:00:00.000Z');
const updated = Date.parse('2026-03-02T08:00:00.000Z');

interface SmallFacts {
  readonly id: string;
  readonly name: string;
  readonly organizationId: string;
  readonly rooms: number;
  readonly exportable?: boolean;
  readonly createdAt: Experiment['createdAt'];
  readonly accessType: string;
}

/** Another experiment, with a room or none. */
function small(seed: number, facts: SmallFacts): ExperimentPlan {
  const { id, rooms, name, accessType } = facts;
  const short = id.slice('exp_'.length);
  const deployment = { id: `dep_${short}`, name: `${name}, first run` };
  return {
    id,
    organizationId: facts.organizationId,
    exportable: facts.exportable ?? true,
    rooms,
    deployments: rooms === 0 ? [] : [deployment],
    facts: {
      id,
      name,
      description: null,
      ownerEmail: accessType === 'shared' ? 'other@example.org' : 'pi@example.org',
      ownerId: accessType === 'shared' ? 'u_other' : 'u_pi',
      createdAt: facts.createdAt,
      updatedAt: accessType === 'shared' ? databaseTime(updated) : iso(updated),
      accessType,
      visibility: 'private',
      ...definition,
    },
    room: (index) =>
      makeRoom({
        id: `room_${short}_${String(index + 1).padStart(4, '0')}`,
        tag: `${short}${index + 1}`,
        index: index + 2,
        seed: seed + 1,
        kind: 'pair',
        experimentId: id,
        deployment,
        start: firstStart - (index + 48) * spacing,
      }),
  };
}

/** All experiments that a key of the organization sees. createdAt comes in the three types it ever had. */
export const experimentsOf = (seed: number, rooms: number, live: Live | null): ExperimentPlan[] => [
  film(seed, rooms, live),
  small(seed, {
    id: 'exp_music26',
    name: 'Shared music listening',
    organizationId: 'org_music_lab',
    rooms: 1,
    createdAt: databaseTime(created),
    accessType: 'shared',
  }),
  small(seed, {
    id: 'exp_locked26',
    name: 'Look, but do not export',
    organizationId,
    rooms: 1,
    exportable: false,
    createdAt: created,
    accessType: 'org',
  }),
  small(seed, {
    id: 'exp_empty26',
    name: 'Not started yet',
    organizationId,
    rooms: 0,
    createdAt: '2026-03-01T09:00:00Z',
    accessType: 'owner',
  }),
];

/** A deployment as the API shows it; counts only where a single one is asked for. */
export function deploymentRow(plan: ExperimentPlan, ref: DeploymentRef, participants?: number): Deployment {
  const time = ref === pilot ? databaseTime : iso;
  const row: Deployment = {
    id: ref.id,
    experimentId: plan.id,
    name: ref.name,
    status: ref === pilot ? 'completed' : 'active',
    ownerId: plan.facts.ownerId,
    ownerName: 'P. Investigator',
    createdAt: time(updated),
  };
  return participants === undefined
    ? row
    : {
        ...row,
        participantCount: participants,
        maxParticipants: participants + 60,
        updatedAt: time(firstStart),
      };
}
