import { type ExportSettingName, exportSettings, kebab } from '@hyperstudy-workflows/export';
import type { Input } from './define.ts';
import { type Output, outputs, planOutputs } from './outputs.ts';
import { connectionInputs, planInputs, runInputs, scopeInputs } from './own-inputs.ts';
import type { Step } from './shard.ts';

/** An input as action.yml and the README tell it. */
export interface DescribedInput {
  readonly name: string;
  readonly description: string;
  readonly default: string | undefined;
}

/** What an action.yml says. */
export interface ActionDescription {
  readonly name: string;
  readonly description: string;
  readonly inputs: readonly DescribedInput[];
  readonly outputs: Readonly<Record<string, Output>>;
  /** Entry in the bundle. */
  readonly main: string;
  /** Whether something personal is left for the end of the job to remove. */
  readonly post: boolean;
}

const own = <Name extends string>(
  inputs: Readonly<Record<Name, Input>>,
  names: readonly Name[] = Object.keys(inputs) as Name[],
): DescribedInput[] =>
  names.map((name) => ({
    name,
    description: inputs[name].description,
    default: inputs[name].default,
  }));

const settingNames = Object.keys(exportSettings) as ExportSettingName[];

function ofExport(names: readonly ExportSettingName[] = settingNames): DescribedInput[] {
  return names.map((name) => {
    const { kind, help, default: byDefault } = exportSettings[name];
    // The help of a choice is its words, which say nothing without what is chosen.
    const text =
      kind === 'choice' || kind === 'choices' ? `${kebab(name).replaceAll('-', ' ')}: ${help}` : help;
    const given = [byDefault ?? []].flat().join(',');
    return { name: kebab(name), description: sentence(text), default: given === '' ? undefined : given };
  });
}

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;

const without = <Name extends string>(names: readonly Name[], ...left: readonly Name[]): Name[] =>
  names.filter((name) => !left.includes(name));

const namesOf = <T extends object>(inputs: T): (keyof T & string)[] =>
  Object.keys(inputs) as (keyof T & string)[];

/** Only one can be divided. */
const oneExperiment: DescribedInput = {
  name: 'experiment',
  description: 'Experiment to export.',
  default: undefined,
};

/** The settings that decide how much there is to read, and what of it can be divided. */
const whatToRead: readonly ExportSettingName[] = [
  'types',
  'partition',
  'recordings',
  'recordingType',
  'deployment',
  'start',
  'end',
  'pseudonymize',
  'onlyConsented',
];

/** The actions, and which inputs of the one table each has. */
export const actions: Readonly<Record<Step, ActionDescription>> = {
  export: {
    name: 'HyperStudy export',
    description: 'Export the data of HyperStudy experiments as artifacts or as commits to a data repository.',
    inputs: [...own(connectionInputs), ...own(scopeInputs), ...ofExport(), ...own(runInputs)],
    outputs,
    main: 'index.js',
    post: true,
  },
  plan: {
    name: 'HyperStudy export: plan shards',
    description: 'Divide the export of a HyperStudy experiment into shards, for the jobs of a matrix.',
    inputs: [
      ...own(connectionInputs),
      oneExperiment,
      ...ofExport(whatToRead),
      ...own(planInputs),
      ...own(runInputs, ['allow-public-identifiers', 'summary']),
    ],
    outputs: planOutputs,
    main: 'plan.js',
    post: false,
  },
  merge: {
    name: 'HyperStudy export: merge shards',
    description: 'Put the shards of an export together and deliver it, as an export without shards.',
    inputs: [
      // The server is asked for nothing.
      ...own(connectionInputs, without(namesOf(connectionInputs), 'budget')),
      oneExperiment,
      ...ofExport(without(settingNames, 'pageSize', 'concurrency', 'full')),
      ...own(runInputs, without(namesOf(runInputs), 'cache', 'deadline', 'shard', 'until')),
    ],
    outputs,
    main: 'merge.js',
    post: true,
  },
};
