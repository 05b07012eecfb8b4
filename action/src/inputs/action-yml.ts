import { type ExportSettingName, exportSettings, kebab } from '@hyperstudy-workflows/export';
import type { Input } from './define.ts';
import { outputs } from './outputs.ts';
import { connectionInputs, runInputs, scopeInputs } from './own-inputs.ts';

interface Described {
  readonly name: string;
  readonly description: string;
  readonly default: string | undefined;
}

const own = (inputs: Readonly<Record<string, Input>>): Described[] =>
  Object.entries(inputs).map(([name, { description, default: byDefault }]) => ({
    name,
    description,
    default: byDefault,
  }));

function ofExport(): Described[] {
  return (Object.keys(exportSettings) as ExportSettingName[]).map((name) => {
    const { kind, help, default: byDefault } = exportSettings[name];
    // The help of a choice is its words, which say nothing without what is chosen.
    const text =
      kind === 'choice' || kind === 'choices' ? `${kebab(name).replaceAll('-', ' ')}: ${help}` : help;
    const given = [byDefault ?? []].flat().join(',');
    return { name: kebab(name), description: sentence(text), default: given === '' ? undefined : given };
  });
}

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;

const inputs = (): Described[] => [
  ...own(connectionInputs),
  ...own(scopeInputs),
  ...ofExport(),
  ...own(runInputs),
];

/** Quoted as JSON, which is YAML too. */
const quoted = (text: string): string => JSON.stringify(text);

/**
 * The text of an action.yml.
 * @param dist Path of the bundle, from the folder of the file.
 */
export function actionYml(dist: string): string {
  return [
    '# Written by scripts/docs.ts from action/src/inputs: change that, not this.',
    'name: HyperStudy export',
    `description: ${quoted('Export the data of HyperStudy experiments as artifacts or as commits to a data repository.')}`,
    'branding:',
    '  icon: download-cloud',
    '  color: blue',
    'inputs:',
    ...inputs().flatMap(({ name, description, default: byDefault }) => [
      `  ${name}:`,
      `    description: ${quoted(description)}`,
      ...(byDefault === undefined ? [] : [`    default: ${quoted(byDefault)}`]),
    ]),
    'outputs:',
    ...Object.entries(outputs).flatMap(([name, { description }]) => [
      `  ${name}:`,
      `    description: ${quoted(description)}`,
    ]),
    'runs:',
    '  using: node24',
    `  main: ${dist}/index.js`,
    `  post: ${dist}/post/index.js`,
    '',
  ].join('\n');
}

type Table = { readonly headings: readonly string[]; readonly rows: readonly (readonly string[])[] };

const code = (text: string): string => `\`${text}\``;

/** The inputs as a table for the README. */
export function inputTable(): Table {
  return {
    headings: ['Input', 'Default', 'What it is'],
    rows: inputs().map(({ name, description, default: byDefault }) => [
      code(name),
      byDefault === undefined ? '' : code(byDefault),
      description,
    ]),
  };
}

/** The outputs as a table for the README. */
export function outputTable(): Table {
  return {
    headings: ['Output', 'What it is', 'Example'],
    rows: Object.entries(outputs).map(([name, { description, example }]) => [
      code(name),
      description,
      code(example),
    ]),
  };
}
