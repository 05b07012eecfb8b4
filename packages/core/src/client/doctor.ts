import type { ScopeKind } from '../data-types/define.ts';
import type { Experiment } from '../data-types/schemas/index.ts';
import { type Scope, scopeParts } from '../data-types/scope.ts';
import { type DataTypeName, dataType, dataTypeNames } from '../data-types/types.ts';
import { AuthenticationError } from '../errors/authentication-error.ts';
import { isHyperStudyError } from '../errors/hyperstudy-error.ts';
import { PermissionError } from '../errors/permission-error.ts';
import type { ConnectionOptions } from '../transport/connection.ts';
import { HyperStudy } from './hyperstudy.ts';

/** One thing that was looked at. */
export interface Check {
  readonly name: 'key' | 'reachable' | 'clock' | 'experiments' | 'permissions' | 'budget';
  readonly result: 'ok' | 'warning' | 'failed' | 'skipped';
  /** What was found. */
  readonly text: string;
  /** What to do about it. */
  readonly fix?: string;
}

/** What the permissions are tried on. */
export interface DiagnoseOptions {
  /** Default: the first experiment that the key sees. */
  readonly experiment?: string;
  /** A room or participant, instead of an experiment. */
  readonly scope?: Scope;
  /** Types that have to be readable. Default: all that exist for the scope. */
  readonly types?: readonly DataTypeName[];
}

/** Clocks that differ by more than this make time filters and polling wrong, ms. */
const largestClockOffset = 60_000;

/**
 * Looks at key, reachability, clock, permissions and budget, one after the other, and stops where going on makes no
 * sense. Uses about one request per data type. Never throws for what it is there to find.
 */
export async function* diagnose(
  options: ConnectionOptions,
  wanted: DiagnoseOptions = {},
): AsyncGenerator<Check> {
  let client: HyperStudy;
  try {
    client = new HyperStudy({ ...options, retry: { attempts: 2, ...options.retry } });
  } catch (error) {
    const name = error instanceof AuthenticationError ? 'key' : 'reachable';
    yield { name, result: 'failed', ...wordsOf(error) };
    return;
  }
  try {
    yield* checks(client, wanted);
  } finally {
    await client.close();
  }
}

async function* checks(
  client: HyperStudy,
  { experiment, scope, types }: DiagnoseOptions,
): AsyncGenerator<Check> {
  const { baseUrl } = client.connection;
  try {
    await client.request('/health');
    yield { name: 'reachable', result: 'ok', text: `${baseUrl.host} answers` };
  } catch (error) {
    // An answer that says no is an answer: the next checks say more about it.
    if (!isHyperStudyError(error) || error.status === undefined) {
      yield { name: 'reachable', result: 'failed', ...wordsOf(error) };
      return;
    }
    yield { name: 'reachable', result: 'warning', ...wordsOf(error) };
  }
  yield clockCheck(client);
  let first: Experiment | undefined;
  try {
    first = await client.experiments.list().first();
    yield { name: 'key', result: 'ok', text: 'the key is accepted' };
    const seen = first === undefined ? 'the key sees no experiment' : 'the key can list experiments';
    yield { name: 'experiments', result: first === undefined ? 'warning' : 'ok', text: seen };
  } catch (error) {
    if (!(error instanceof PermissionError)) {
      yield { name: 'key', result: 'failed', ...wordsOf(error) };
      return;
    }
    yield { name: 'key', result: 'ok', text: 'the key is accepted' };
    yield { name: 'experiments', result: 'failed', ...wordsOf(error) };
  }
  const id = experiment ?? first?.id;
  yield* permissionChecks(client, scope ?? (id === undefined ? undefined : { experiment: id }), types);
  yield budgetCheck(client);
}

function clockCheck(client: HyperStudy): Check {
  const { clockOffset } = client;
  if (clockOffset === undefined)
    return { name: 'clock', result: 'skipped', text: 'the server does not tell its time' };
  if (Math.abs(clockOffset) <= largestClockOffset)
    return { name: 'clock', result: 'ok', text: 'agrees with the server' };
  const minutes = (Math.abs(clockOffset) / 60_000).toFixed(1);
  return {
    name: 'clock',
    result: 'failed',
    text: `this machine is ${minutes} minutes ${clockOffset < 0 ? 'ahead of' : 'behind'} the server`,
    fix: 'Set the clock (switch on time synchronisation): time filters and polling go wrong otherwise.',
  };
}

async function* permissionChecks(
  client: HyperStudy,
  scope: Scope | undefined,
  types: readonly DataTypeName[] = dataTypeNames,
): AsyncGenerator<Check> {
  if (scope === undefined) {
    yield {
      name: 'permissions',
      result: 'skipped',
      text: 'no experiment to try them on',
      fix: 'Give --experiment ID.',
    };
    return;
  }
  const { kind, id } = scopeParts(scope);
  const closed = kind === 'experiment' ? await accessCheck(client, id) : undefined;
  if (closed !== undefined) yield closed;
  else {
    for (const name of dataTypeNames.filter((type) => isAsked(type, kind, types)))
      yield await permissionCheck(client, name, scope);
  }
}

/** Why nothing of an experiment can be read; undefined where it may be exported. */
async function accessCheck(client: HyperStudy, experiment: string): Promise<Check | undefined> {
  try {
    const access = await client.access({ experiment });
    if (access.canExport !== false) return undefined;
    const text = `the key may not export experiment ${experiment}`;
    return {
      name: 'permissions',
      result: 'failed',
      text,
      fix: 'Ask its owner for Export permission on its data.',
    };
  } catch (error) {
    return { name: 'permissions', result: 'failed', ...wordsOf(error) };
  }
}

/** Parts of other types share their endpoint and permission: the whole is asked for them. */
function isAsked(name: DataTypeName, kind: ScopeKind, wanted: readonly DataTypeName[]): boolean {
  const { view, scopes, path } = dataType(name);
  return view === undefined && scopes.includes(kind) && wanted.some((type) => dataType(type).path === path);
}

async function permissionCheck(client: HyperStudy, name: DataTypeName, scope: Scope): Promise<Check> {
  try {
    await client.records(name, scope, { limit: 1 }).first();
    return { name: 'permissions', result: 'ok', text: `${name} can be read` };
  } catch (error) {
    const { text, fix } = wordsOf(error);
    return { name: 'permissions', result: 'failed', text: `${name}: ${text}`, fix };
  }
}

function budgetCheck(client: HyperStudy): Check {
  const { perMinute, perHour } = client.connection.budget.limits;
  const limited = Number.isFinite(perHour);
  const text = limited
    ? `${perMinute} requests per minute and endpoint, ${perHour} per hour`
    : 'no limit in force';
  return { name: 'budget', result: 'ok', text };
}

function wordsOf(error: unknown): { text: string; fix?: string } {
  if (isHyperStudyError(error)) return { text: error.message, fix: error.hint };
  return { text: error instanceof Error ? error.message : String(error) };
}
