import { dataTypeNames, dataTypes } from '@hyperstudy-workflows/core';
import { mainExperiment } from './study/entities.ts';

/** What an API key may do. */
export interface ApiKey {
  readonly name: KeyName;
  readonly key: string;
  readonly scopes: readonly string[];
  /** Experiments it is limited to; null: all. */
  readonly experimentIds: readonly string[] | null;
  /** False: it may look, but not export. */
  readonly canExport: boolean;
  readonly expired: boolean;
}

const kinds = {
  /** Reads everything. */
  full: {},
  /** Lacks read:ratings. */
  noRatings: { without: 'read:ratings' },
  /** Only the main experiment. */
  restricted: { experimentIds: [mainExperiment] },
  /** Sees that data exist; 403 on every data route. */
  viewOnly: { canExport: false },
  /** 401. */
  expired: { expired: true },
} as const satisfies Record<string, Partial<ApiKey> & { without?: string }>;

/** Name of a key, by what it may do. */
export type KeyName = keyof typeof kinds;

const everyScope = [
  ...new Set(['read:experiments', ...dataTypeNames.map((name) => dataTypes[name].apiScope ?? 'read:events')]),
];

/** The sandbox's keys: the same for a seed, and plainly no secrets. */
export function keysOf(seed: number): Record<KeyName, ApiKey> {
  const make = (name: KeyName): ApiKey => {
    const { without, ...facts }: Partial<ApiKey> & { without?: string } = kinds[name];
    const scopes = without === undefined ? ['read:*'] : everyScope.filter((scope) => scope !== without);
    const key = `hst_test_${`sandbox0not0a0secret0${name}0seed${seed}x`.padEnd(64, '0')}`;
    return { name, key, scopes, experimentIds: null, canExport: true, expired: false, ...facts };
  };
  return {
    full: make('full'),
    noRatings: make('noRatings'),
    restricted: make('restricted'),
    viewOnly: make('viewOnly'),
    expired: make('expired'),
  };
}

/** Whether a key holds a scope, wildcards included. */
export const holds = ({ scopes }: ApiKey, wanted: string): boolean =>
  scopes.some(
    (scope) => scope === wanted || scope === '*' || (scope === 'read:*' && wanted.startsWith('read:')),
  );
