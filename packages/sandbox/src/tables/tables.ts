import { type DataTypeDefinition, type DataTypeName, dataTypes } from '@hyperstudy-workflows/core';
import { agentDecisions, agentRuns } from './agents.ts';
import { chat } from './chat.ts';
import { components } from './components.ts';
import type { Table } from './context.ts';
import { events } from './events.ts';
import { eyetracking } from './eyetracking.ts';
import { tableFromFields } from './from-fields.ts';
import { participants } from './participants.ts';
import { ratingsContinuous } from './ratings-continuous.ts';
import { ratingsSparse } from './ratings-sparse.ts';
import { recordings } from './recordings.ts';
import { rooms } from './rooms.ts';
import { sync } from './sync.ts';
import { variables } from './variables.ts';
import { videochat } from './videochat.ts';

/** A data type with records of its own. Views (questionnaire, ...) are parts of the events. */
export type TableName = {
  [T in DataTypeName]: (typeof dataTypes)[T] extends { readonly view: unknown } ? never : T;
}[DataTypeName];

/** Data types that have a part in the study's story. */
const stories: Readonly<Partial<Record<TableName, Table>>> = {
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
};

/** Who makes the records of a data type: its part in the story or, where nobody has written one, its fields. */
export const tableOf = (name: TableName): Table => stories[name] ?? tableFromFields(name, dataTypes[name]);

export function isTableName(name: string): name is TableName {
  const type = Object.entries<DataTypeDefinition>(dataTypes).find(([known]) => known === name)?.[1];
  return type !== undefined && type.view === undefined;
}
