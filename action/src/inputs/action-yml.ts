import { actions } from './actions.ts';
import type { Step } from './shard.ts';

/** Quoted as JSON, which is YAML too. */
const quoted = (text: string): string => JSON.stringify(text);

/**
 * The text of an action.yml.
 * @param dist Path of the bundle, from the folder of the file.
 */
export function actionYml(step: Step, dist: string): string {
  const { name, description, inputs, outputs, main, post } = actions[step];
  return [
    '# Written by scripts/docs.ts from action/src/inputs: change that, not this.',
    `name: ${quoted(name)}`,
    `description: ${quoted(description)}`,
    'branding:',
    '  icon: download-cloud',
    '  color: blue',
    'inputs:',
    ...inputs.flatMap((input) => [
      `  ${input.name}:`,
      `    description: ${quoted(input.description)}`,
      ...(input.default === undefined ? [] : [`    default: ${quoted(input.default)}`]),
    ]),
    'outputs:',
    ...Object.entries(outputs).flatMap(([output, told]) => [
      `  ${output}:`,
      `    description: ${quoted(told.description)}`,
    ]),
    'runs:',
    '  using: node24',
    `  main: ${dist}/${main}`,
    ...(post ? [`  post: ${dist}/post/index.js`] : []),
    '',
  ].join('\n');
}

type Table = { readonly headings: readonly string[]; readonly rows: readonly (readonly string[])[] };

const code = (text: string): string => `\`${text}\``;

/** The inputs as a table for the README. */
export function inputTable(step: Step): Table {
  return {
    headings: ['Input', 'Default', 'What it is'],
    rows: actions[step].inputs.map(({ name, description, default: byDefault }) => [
      code(name),
      byDefault === undefined ? '' : code(byDefault),
      description,
    ]),
  };
}

/** The outputs as a table for the README. */
export function outputTable(step: Step): Table {
  return {
    headings: ['Output', 'What it is', 'Example'],
    rows: Object.entries(actions[step].outputs).map(([name, { description, example }]) => [
      code(name),
      description,
      code(example),
    ]),
  };
}
