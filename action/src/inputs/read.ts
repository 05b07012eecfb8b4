import { HyperStudy, isHyperStudyError, type Scope, UsageError } from '@hyperstudy-workflows/core';
import {
  checkShardSettings,
  type ExportSettingName,
  type ExportSettings,
  exportSettings,
  kebab,
  planTables,
  readExportSettings,
} from '@hyperstudy-workflows/export';
import type { Input, Values } from './define.ts';
import { type OwnInputs, ownInputs, planInputs } from './own-inputs.ts';
import { scopesOf } from './scope.ts';
import { type Step, shardProblems } from './shard.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** All inputs, read and checked. */
export interface Inputs extends OwnInputs {
  /** What to export, one export each; at least one. */
  readonly scopes: readonly Scope[];
  /** How to export. */
  readonly settings: ExportSettings;
}

const settingNames = Object.keys(exportSettings) as ExportSettingName[];

/** The text of an input as the runner gives it; undefined where it is empty or absent. */
export function inputText(env: Environment, name: string): string | undefined {
  // The runner keeps hyphens and makes spaces underscores.
  const given = env[`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`]?.trim();
  return given === '' ? undefined : given;
}

/** The inputs of a plan. */
export interface PlanInputs extends Inputs {
  /** How many parts are wanted; undefined: the plan decides. */
  readonly shards: number | undefined;
}

/**
 * Reads all inputs, without asking any server. Those that an action doesn't have get their defaults.
 * @throws {UsageError} that names everything that can't work, at once, an input a line.
 */
export function readInputs(env: Environment, step: Step = 'export'): Inputs {
  const problems: string[] = [];
  const inputs = collect(env, step, problems);
  if (problems.length > 0) throw new UsageError(problems.join('\n'));
  return inputs;
}

/** Reads the inputs of a plan; otherwise as readInputs. */
export function readPlanInputs(env: Environment): PlanInputs {
  const problems: string[] = [];
  const { shards } = readOwn(planInputs, env, problems);
  const inputs = collect(env, 'plan', problems);
  if (problems.length > 0) throw new UsageError(problems.join('\n'));
  return { ...inputs, shards };
}

function collect(env: Environment, step: Step, problems: string[]): Inputs {
  const own = readOwn(ownInputs, env, problems);
  const scopes = scopesOf(own, problems);
  const settings = readSettings(env, problems);
  // The same mistake for each of several scopes is told once.
  for (const problem of new Set(scopes.flatMap((scope) => tableProblems(scope, settings))))
    problems.push(problem);
  checkConnection(own, env, problems);
  problems.push(...shardProblems(step, own, scopes));
  if (step !== 'export' || own.shard !== undefined)
    attempt('recordings', problems, () => checkShardSettings(settings));
  return { ...own, scopes, settings };
}

function readOwn<T extends Readonly<Record<string, Input>>>(
  inputs: T,
  env: Environment,
  problems: string[],
): Values<T> {
  const values: Record<string, unknown> = {};
  for (const [name, input] of Object.entries(inputs)) {
    const given = inputText(env, name);
    const { success, data, error } = input.schema.safeParse(given);
    if (success) values[name] = data;
    else {
      // A secret in the wrong place must not be told: only values of plain inputs are.
      const value = input.secret ? '' : ` "${given}"`;
      problems.push(`${name}${value}: ${error.issues.map(({ message }) => message).join(' ')}`);
    }
  }
  return values as Values<T>;
}

function readSettings(env: Environment, problems: string[]): ExportSettings {
  const before = problems.length;
  const raw = Object.fromEntries(settingNames.map((name) => [name, inputText(env, kebab(name))]));
  // One by one, so that each problem comes with its own advice and under its name; then together.
  for (const name of settingNames) {
    attempt(kebab(name), problems, () => readExportSettings({ [name]: raw[name] }, kebab));
  }
  if (problems.length > before) return {};
  return attempt('', problems, () => readExportSettings(raw, kebab)) ?? {};
}

/** Types that can't be had at the scope. */
function tableProblems(scope: Scope, settings: ExportSettings): string[] {
  const problems: string[] = [];
  attempt('types', problems, () => planTables({ scope, ...settings }));
  return problems;
}

/** Key and base URL are checked by the client itself, which asks nobody before its first request. */
function checkConnection(own: OwnInputs, env: Environment, problems: string[]): void {
  try {
    const apiKey = own['api-key'] ?? env.HYPERSTUDY_API_KEY ?? '';
    new HyperStudy({ apiKey, baseUrl: own['base-url'], budget: own.budget });
  } catch (error) {
    if (!isHyperStudyError(error)) throw error;
    const name = error.remedy === 'fix-key' ? 'api-key' : 'base-url';
    const hint =
      error.code === 'MISSING_API_KEY'
        ? 'Give it from a secret of the repository. Workflows from forks get no secrets.'
        : error.hint;
    problems.push([`${name}: ${error.message}`, hint].filter(Boolean).join(' '));
  }
}

/** The result of reading something, or undefined and a problem under the name of its input. */
function attempt<T>(name: string, problems: string[], read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    const text = [error.message, error.hint].filter(Boolean).join(' ');
    problems.push(name === '' || text.startsWith(`${name} `) ? text : `${name}: ${text}`);
    return undefined;
  }
}
