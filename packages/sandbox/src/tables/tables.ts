import type { DataTypeName } from '@hyperstudy-workflows/core';
import { agentDecisions, agentRuns } from './agents.ts';
import { chat } from './chat.ts';
import { components } from './components.ts';
import type { Table } from './context.ts';
import { events } from './events.ts';
import { eyetracking } from './eyetracking.ts';
import { participants } from './participants.ts';
import { ratingsContinuous } from './ratings-continuous.ts';
import { ratingsSparse } from './ratings-sparse.ts';
import { recordings } from './recordings.ts';
import { rooms } from './rooms.ts';
import { sync } from './sync.ts';
import { variables } from './variables.ts';
import { videochat } from './videochat.ts';

/** Who makes the records of a data type. Views (questionnaire, ...) are parts of the events. */
export const tables = {
  events,
  recordings,
  chat,
  videochat,
  ratings_continuous: ratingsContinuous,
  ratings_sparse: ratingsSparse,
  sync,
  eyetracking,
  components,
  participants,
  rooms,
  variables,
  agent_decisions: agentDecisions,
  agent_runs: agentRuns,
} as const satisfies Partial<Record<DataTypeName, Table>>;

export type TableName = keyof typeof tables;

export const isTableName = (name: string): name is TableName => Object.hasOwn(tables, name);
