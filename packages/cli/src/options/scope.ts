import { type Scope, UsageError } from '@hyperstudy-workflows/core';
import type { Command } from 'commander';

export interface ScopeFlags {
  experiment?: string;
  room?: string;
  participant?: string;
}

export function addScopeFlags(command: Command): Command {
  return command
    .option('--experiment <ids>', 'experiment, or several with commas')
    .option('--room <id>', 'room (session)')
    .option('--participant <id>', 'participant; needs --room too');
}

/**
 * The scopes that the flags name: one, or one per experiment.
 * @throws {UsageError} for none, or for flags that don't go together.
 */
export function scopesOf({ experiment, room, participant }: ScopeFlags): Scope[] {
  if (experiment !== undefined) {
    if (room !== undefined || participant !== undefined) {
      throw new UsageError('--experiment does not go with --room or --participant.', {
        hint: 'Give one of them.',
      });
    }
    const ids = new Set(experiment.split(',').map((id) => id.trim()));
    ids.delete('');
    // In a script an empty variable is the usual reason: without this, nothing would be exported with exit code 0.
    if (ids.size === 0)
      throw new UsageError('--experiment is empty.', {
        hint: 'hyperstudy list experiments shows the ids.',
      });
    return [...ids].map((id) => ({ experiment: id }));
  }
  if (participant !== undefined) {
    if (room === undefined) {
      throw new UsageError('--participant needs --room: the same person may be in several rooms.', {
        hint: 'Add --room ID (hyperstudy list rooms --experiment ID shows them).',
      });
    }
    return [{ participant, room }];
  }
  if (room !== undefined) return [{ room }];
  throw new UsageError('Nothing to export is named.', {
    hint: 'Give --experiment ID, --room ID, or --participant ID --room ID.',
  });
}
