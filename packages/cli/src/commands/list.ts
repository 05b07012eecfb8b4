import { type HyperStudy, UsageError } from '@hyperstudy-workflows/core';
import { oneOf } from '@hyperstudy-workflows/export';
import { Command } from 'commander';
import { addConnectionFlags, type ConnectionFlags, withClient } from '../options/connection.ts';
import { formatTable } from '../output/table.ts';

interface ListFlags extends ConnectionFlags {
  experiment?: string;
  json?: boolean;
}

type Row = Readonly<Record<string, unknown>>;

/** What can be listed: how it is asked for, and which fields a person wants to see. */
const lists = {
  experiments: {
    columns: ['id', 'name', 'roomCount', 'participantCount', 'accessType'],
    needsExperiment: false,
  },
  deployments: { columns: ['id', 'name', 'status', 'experimentId'], needsExperiment: false },
  rooms: {
    columns: ['id', 'status', 'participantCount', 'deploymentId', 'createdAt'],
    needsExperiment: true,
  },
  participants: { columns: ['id', 'role', 'status', 'completionCode', 'roomId'], needsExperiment: true },
} as const;

type ListName = keyof typeof lists;

const names = Object.keys(lists) as ListName[];

export function listCommand(done: (exitCode: number) => void): Command {
  const command = new Command('list')
    .description('list experiments, deployments, rooms or participants')
    .argument('<what>', names.join(' | '))
    .option('--experiment <id>', 'of this experiment')
    .option('--json', 'print a JSON array');
  return addConnectionFlags(command).action(async (what: string, flags: ListFlags) =>
    done(await runList(what, flags)),
  );
}

async function runList(what: string, flags: ListFlags): Promise<number> {
  const name = oneOf('list', what, names);
  const { columns, needsExperiment } = lists[name];
  if (needsExperiment && flags.experiment === undefined) {
    throw new UsageError(`list ${name} needs --experiment.`, {
      hint: 'hyperstudy list experiments shows the ids.',
    });
  }
  const rows = await withClient(flags, (client) => ask(client, name, flags.experiment));
  if (flags.json) {
    process.stdout.write(`${JSON.stringify(rows)}\n`);
  } else if (rows.length === 0) {
    process.stderr.write(`No ${name}.\n`);
  } else {
    process.stdout.write(
      formatTable(
        columns,
        rows.map((row) => columns.map((column) => cellOf(row[column]))),
      ),
    );
  }
  return 0;
}

async function ask(client: HyperStudy, name: ListName, experiment = ''): Promise<Row[]> {
  switch (name) {
    case 'experiments':
      return client.experiments.list();
    case 'deployments':
      return client.deployments.list({ experiment: experiment || undefined });
    case 'rooms':
      return client.rooms({ experiment });
    case 'participants':
      return client.participants({ experiment });
  }
}

function cellOf(value: unknown): string | number {
  if (typeof value === 'number' || typeof value === 'string') return value;
  return value === undefined || value === null ? '' : JSON.stringify(value);
}
