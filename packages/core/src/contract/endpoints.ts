import { z } from 'zod';
import type { DataTypeDefinition, ScopeKind } from '../data-types/define.ts';
import { filters } from '../data-types/filters.ts';
import { dataTypes } from '../data-types/registry.ts';
import * as schemas from '../data-types/schemas/index.ts';

/** Something that can be asked along with a path. */
export interface Parameter {
  readonly name: string;
  readonly description: string;
  readonly type: 'string' | 'integer' | 'boolean';
  readonly required?: boolean;
  readonly choices?: readonly string[];
}

/** A GET of the API that this toolkit knows. */
export interface Endpoint {
  /** Below the base URL, e.g. /data/events/room/{roomId}. */
  readonly path: string;
  readonly summary: string;
  /** Scope a key needs; null: any key will do. */
  readonly scope: string | null;
  /** It answers without a key. */
  readonly open?: true;
  readonly parameters: readonly Parameter[];
  /** Name of what it gives. */
  readonly record: string;
  readonly schema: z.ZodObject;
  /** A list of records, a record, or a record without an envelope. */
  readonly shape: 'list' | 'one' | 'bare';
}

const paging: readonly Parameter[] = [
  { name: 'limit', description: 'Records per page, at most 1000', type: 'integer' },
  { name: 'offset', description: 'Records before the page', type: 'integer' },
];
const order: Parameter = {
  name: 'order',
  description: 'Direction of the sort',
  type: 'string',
  choices: ['asc', 'desc'],
};
const format: Parameter = {
  name: 'format',
  description: 'Form of the answer',
  type: 'string',
  choices: ['json', 'csv', 'ndjson'],
};
const roomId: Parameter = {
  name: 'roomId',
  description: 'Room (session) that is meant',
  type: 'string',
  required: true,
};

const kinds = { time: 'string', text: 'string', ms: 'integer', flag: 'boolean' } as const;

/** Every GET that the client may send: those of the registry, and the few beside it. */
export const endpoints = (): readonly Endpoint[] => [...dataEndpoints(), ...otherEndpoints];

function dataEndpoints(): Endpoint[] {
  return Object.entries<DataTypeDefinition>(dataTypes)
    .filter(([, type]) => type.view === undefined)
    .flatMap(([name, type]) => type.scopes.map((scope) => dataEndpoint(name, type, scope)));
}

function dataEndpoint(name: string, type: DataTypeDefinition, scope: ScopeKind): Endpoint {
  return {
    path: `/data/${type.path}/${scope}/{${scope}Id}`,
    summary: `${type.title} of ${scope === 'experiment' ? 'an' : 'a'} ${scope}`,
    scope: type.apiScope,
    parameters: [
      ...(scope === 'participant' ? [roomId] : []),
      ...(type.paged ? [...paging, format] : []),
      ...(type.sort === null ? [] : [sortBy(type.sort), order]),
      ...type.filters.map((filter) => {
        const { param, kind, description } = filters[filter];
        return { name: param, description, type: kinds[kind] };
      }),
    ],
    record: name,
    schema: type.schema,
    shape: 'list',
  };
}

const sortBy = (field: string): Parameter => ({
  name: 'sort',
  description: `Field to sort by, e.g. ${field}`,
  type: 'string',
});

const text = (name: string, description: string): Parameter => ({ name, description, type: 'string' });

const minted = z.looseObject({ url: z.string().meta({ description: 'Signed, good for a short while' }) });
const definition = z.looseObject({ id: z.string().meta({ description: 'Id of the experiment' }) });

/** What is no list of a data type. */
const otherEndpoints: readonly Endpoint[] = [
  one('/health', 'Whether the API is up', 'health', schemas.healthSchema, {
    scope: null,
    open: true,
    shape: 'bare',
  }),
  one('/experiments', 'Experiments the key can see', 'experiment', schemas.experimentSchema, {
    parameters: [
      ...paging,
      text('search', 'Part of the name or description'),
      { ...text('view', 'Short rows'), choices: ['summary'] },
    ],
    shape: 'list',
  }),
  one('/experiments/shared', 'Experiments others share', 'experiment', schemas.experimentSchema, {
    parameters: paging,
    shape: 'list',
  }),
  one('/experiments/{experimentId}', 'An experiment', 'experiment', schemas.experimentSchema, {
    shape: 'list',
  }),
  one('/experiments/{experimentId}/config', 'Its definition as stored', 'definition', definition, {
    shape: 'list',
  }),
  one(
    '/experiments/{experimentId}/export',
    'Its definition and media',
    'experimentExport',
    schemas.experimentExportSchema,
    {
      shape: 'list',
    },
  ),
  one('/deployments', 'Deployments', 'deployment', schemas.deploymentSchema, {
    parameters: [
      text('experimentId', 'Only those of this experiment'),
      text('status', 'Only those with this status'),
    ],
    shape: 'list',
  }),
  one('/deployments/{deploymentId}', 'A deployment', 'deployment', schemas.deploymentSchema),
  one('/deployments/{deploymentId}/sessions', 'Its sessions', 'session', schemas.sessionSchema, {
    shape: 'list',
  }),
  one('/data/check-access/experiment/{experimentId}', 'What the key may do', 'access', schemas.accessSchema, {
    scope: null,
  }),
  one(
    '/data/recordings/download/{roomId}/{recordingId}',
    'A URL for the bytes of a recording',
    'download',
    minted,
    {
      scope: 'read:recordings',
    },
  ),
  one('/data/counts/participant/{participantId}', 'How much data there is', 'counts', schemas.countsSchema, {
    scope: 'read:events',
    parameters: [roomId],
    shape: 'list',
  }),
  one(
    '/data/agent-decisions/room/{roomId}/decision/{decisionId}',
    'A decision with all that led to it',
    'agent_decisions',
    schemas.agentDecisionSchema,
    { scope: 'read:events' },
  ),
];

function one(
  path: string,
  summary: string,
  record: string,
  schema: z.ZodObject,
  more: Partial<Endpoint> = {},
): Endpoint {
  return { path, summary, record, schema, scope: 'read:experiments', parameters: [], shape: 'one', ...more };
}
