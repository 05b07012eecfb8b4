import { type ConnectionOptions, HyperStudy, type Logger } from '@hyperstudy-workflows/core';
import type { Command } from 'commander';
import { oneLine } from '../output/one-line.ts';

export interface ConnectionFlags {
  baseUrl?: string;
  organization?: string;
  budget?: string;
}

/** Flags that every command with a connection takes. The key is never a flag: it would show in process lists. */
export function addConnectionFlags(command: Command): Command {
  return command
    .option(
      '--base-url <url>',
      'base URL of the API, ending in /api/v3 (default: HYPERSTUDY_BASE_URL, else production)',
    )
    .option('--organization <id>', 'organization (default: HYPERSTUDY_ORGANIZATION_ID)')
    .option('--budget <limits>', 'requests allowed, e.g. 100/min,1000/h or off (default: HYPERSTUDY_BUDGET)');
}

export function connectionOptions(flags: ConnectionFlags): ConnectionOptions {
  return {
    baseUrl: flags.baseUrl,
    organizationId: flags.organization,
    budget: flags.budget,
    logger: stderrLogger(),
  };
}

/** Runs with a client and closes it whatever happens. */
export async function withClient<T>(
  flags: ConnectionFlags,
  work: (client: HyperStudy) => Promise<T>,
): Promise<T> {
  const client = new HyperStudy(connectionOptions(flags));
  try {
    return await work(client);
  } finally {
    await client.close();
  }
}

/** Tells people what to know, once: a study asked for room by room warns of the same for each. */
function stderrLogger(): Logger {
  const said = new Set<string>();
  return {
    debug() {},
    info() {},
    warn(message, facts = {}) {
      const details = Object.entries(facts).map(([name, fact]) => `${name}: ${textOf(fact)}`);
      const line = oneLine(`warning: ${message}${details.length === 0 ? '' : ` (${details.join(', ')})`}`);
      if (said.has(line)) return;
      said.add(line);
      process.stderr.write(`${line}\n`);
    },
  };
}

const textOf = (fact: unknown): string => (typeof fact === 'object' ? JSON.stringify(fact) : String(fact));
