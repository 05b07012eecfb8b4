import { once } from 'node:events';
import {
  dataTypeNames,
  fileStore,
  type HyperStudy,
  memoryStore,
  parseDataType,
  UsageError,
} from '@hyperstudy-workflows/core';
import { durationMs } from '@hyperstudy-workflows/export';
import { Command } from 'commander';
import { exitCodes } from '../exit-codes.ts';
import { addConnectionFlags, type ConnectionFlags, withClient } from '../options/connection.ts';
import { addScopeFlags, type ScopeFlags, scopesOf } from '../options/scope.ts';
import { oneLine } from '../output/one-line.ts';
import { Stopped, stopSignal } from '../stop.ts';

interface PollFlags extends ConnectionFlags, ScopeFlags {
  type: string;
  interval: string;
  state?: string;
  from: string;
  lookback: string;
  content?: boolean;
  once?: boolean;
  deployment?: string;
}

export function pollCommand(done: (exitCode: number) => void): Command {
  const command = new Command('poll').description('print new records as they come, a line of JSON each');
  addScopeFlags(command)
    .requiredOption('--type <type>', `data type: ${dataTypeNames.join(', ')}`)
    .option('--interval <time>', 'from one look to the next', '30s')
    .option('--state <file>', 'where to keep how far it came; without it, every start is the first')
    .option('--from <start>', 'where the first start begins: now, all, or a time (ISO 8601)', 'now')
    .option('--lookback <time>', 'how late a record may come in', '2m')
    .option('--content', 'print a record again when it changes, such as a recording that gets complete')
    .option('--once', 'look once, then end')
    .option('--deployment <id>', 'only records of this deployment');
  return addConnectionFlags(command).action(async (flags: PollFlags) => done(await runPoll(flags)));
}

async function runPoll(flags: PollFlags): Promise<number> {
  const stop = stopSignal();
  try {
    await withClient(flags, (client) => printNew(client, flags, stop.signal));
    return exitCodes.complete;
  } catch (error) {
    // Ctrl-C is the usual end of a poll; what was printed is in the state.
    if (error instanceof Stopped) return exitCodes.complete;
    throw error;
  } finally {
    stop.release();
  }
}

async function printNew(client: HyperStudy, flags: PollFlags, signal: AbortSignal): Promise<void> {
  const [scope, ...others] = scopesOf(flags);
  if (scope === undefined || others.length > 0) {
    throw new UsageError('poll takes one experiment.', { hint: 'Start one poll for each.' });
  }
  const poll = client.poll(parseDataType(flags.type), scope, {
    store: flags.state === undefined ? memoryStore() : fileStore(flags.state),
    interval: durationMs('--interval', flags.interval),
    lookback: durationMs('--lookback', flags.lookback),
    from: flags.from,
    content: flags.content,
    once: flags.once,
    deployment: flags.deployment,
    signal,
  });
  for await (const { records, warnings } of poll) {
    // The next batch is asked for, and this one counts as taken, when it is written.
    for (const record of records) await print(`${JSON.stringify(record)}\n`);
    for (const warning of warnings)
      process.stderr.write(`${oneLine(`warning: the server warns: ${warning}`)}\n`);
  }
}

async function print(line: string): Promise<void> {
  if (!process.stdout.write(line)) await once(process.stdout, 'drain');
}
