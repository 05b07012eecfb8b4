import { UsageError } from '@hyperstudy-workflows/core';
import type { ExportSettings } from '../settings/export-settings.ts';

/**
 * Refuses what a shard can't do: pseudonyms and consent are decided where all records are, in the merge, but the files
 * of recordings leave a shard before, under names with the participants' own, and those of everybody.
 * @throws {UsageError}
 */
export function checkShardSettings({ recordings, pseudonymize, onlyConsented }: ExportSettings): void {
  if (recordings !== 'download' || (pseudonymize !== true && onlyConsented !== true)) return;
  const setting = pseudonymize === true ? 'pseudonyms' : 'only participants who consented';
  throw new UsageError(`Shards can't download recordings for an export with ${setting}.`, {
    hint: 'Export without shards, or without downloads of recordings.',
  });
}
