import type { Migration } from '../common/migrate.ts';

/** None yet: version 1 is the first. */
export const migrations: readonly Migration[] = [];
