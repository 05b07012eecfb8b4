import { type ContractDifference, compareContract, UsageError } from '@hyperstudy-workflows/core';
import { parse } from 'yaml';
import { exitCodes } from '../exit-codes.ts';
import { type ConnectionFlags, withClient } from '../options/connection.ts';
import { oneLine } from '../output/one-line.ts';

/** Where the service publishes its description (release notes 0.6.37). */
const path = '/openapi.yaml';

const headings: Readonly<Record<ContractDifference['kind'], string>> = {
  missing: 'This tool relies on it, and the server does not describe it',
  changed: 'Described with another type',
  new: 'New on the server',
};

/**
 * Says where the server has moved. What is new does no harm; what is missing or changed may.
 * @returns the exit code: 5 when something is missing or changed.
 */
export async function runContract(flags: ConnectionFlags & { json?: boolean }): Promise<number> {
  const text = await withClient(flags, async (client) => (await client.request(path, { as: 'text' })).body);
  const differences = compareContract(parseYaml(String(text)));
  if (flags.json) process.stdout.write(`${JSON.stringify(differences)}\n`);
  else process.stdout.write(wordsOf(differences));
  return differences.every(({ kind }) => kind === 'new') ? exitCodes.complete : exitCodes.integrity;
}

function parseYaml(text: string): unknown {
  try {
    const document: unknown = parse(text);
    return document;
  } catch {
    throw new UsageError(`${path} is neither YAML nor JSON.`, { hint: 'Look at it with a browser.' });
  }
}

function wordsOf(differences: readonly ContractDifference[]): string {
  if (differences.length === 0) return 'The server describes what this tool relies on, and nothing else.\n';
  const kinds: readonly ContractDifference['kind'][] = ['missing', 'changed', 'new'];
  return kinds
    .map((kind) => ({ kind, of: differences.filter((difference) => difference.kind === kind) }))
    .filter(({ of }) => of.length > 0)
    .map(({ kind, of }) => `${headings[kind]}:\n${of.map(({ text }) => `  ${oneLine(text)}\n`).join('')}`)
    .join('');
}
