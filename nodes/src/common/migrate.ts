/** A change of the saved settings: from the version before to this one. */
export interface Migration {
  readonly version: number;
  readonly up: (config: Record<string, unknown>) => Record<string, unknown>;
}

/**
 * Settings as this release reads them. Flows keep what an older release saved; they are brought up step by step,
 * in memory, until the node is edited again.
 */
export function migrate<T extends { readonly version?: number }>(
  config: T,
  migrations: readonly Migration[],
): T {
  const { version: saved = 1 } = config;
  let changed: Record<string, unknown> = { ...config };
  for (const { version, up } of migrations) {
    if (version > saved) changed = { ...up(changed), version };
  }
  return { ...config, ...changed };
}
