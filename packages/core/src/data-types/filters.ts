/**
 * Filters that a data type may take: our name, the API's parameter, and the type of its value. Clients, the
 * command line, nodes and action use our names; only requests use the API's.
 */
export const filters = {
  start: { param: 'startTime', kind: 'time', description: 'Only records from this time on (ISO 8601)' },
  end: { param: 'endTime', kind: 'time', description: 'Only records up to this time (ISO 8601)' },
  category: { param: 'category', kind: 'text', description: 'Only events of this category' },
  deployment: { param: 'deploymentId', kind: 'text', description: 'Only records of this deployment' },
  aggregationWindow: {
    param: 'aggregationWindow',
    kind: 'ms',
    description: 'Summarize over windows of this length (ms)',
  },
  componentType: { param: 'componentType', kind: 'text', description: 'Only components of this type' },
  completed: { param: 'completed', kind: 'flag', description: 'Only completed (or only open) components' },
  state: { param: 'stateId', kind: 'text', description: 'Only components of this state' },
  completionCode: { param: 'completionCode', kind: 'text', description: 'Only participants with this code' },
  detail: { param: 'detail', kind: 'flag', description: 'With prompt, reasoning and chain' },
} as const satisfies Record<string, FilterDefinition>;

interface FilterDefinition {
  readonly param: string;
  readonly kind: 'time' | 'text' | 'ms' | 'flag';
  readonly description: string;
}

/** Name of a filter, as methods take it. */
export type FilterName = keyof typeof filters;

interface FilterKinds {
  time: string | Date;
  text: string;
  ms: number;
  flag: boolean;
}

/** Values of all filters; a data type takes those its registry entry names. */
export type FilterValues = { -readonly [K in FilterName]?: FilterKinds[(typeof filters)[K]['kind']] };
