import { actionYml, inputTable, outputTable, type Step } from '../action/src/inputs/index.ts';
import { emptyRegion, type GeneratedFile, table, withRegion } from './markdown.ts';

/** Regions of the action's README: name, and what stands there. A merge has the outputs of an export. */
const regions: readonly (readonly [string, () => ReturnType<typeof inputTable>])[] = [
  ['inputs', () => inputTable('export')],
  ['outputs', () => outputTable('export')],
  ['plan-inputs', () => inputTable('plan')],
  ['plan-outputs', () => outputTable('plan')],
  ['merge-inputs', () => inputTable('merge')],
];

const empty = ['# The GitHub Action', ...regions.map(([name]) => emptyRegion(name))]
  .join('\n\n')
  .concat('\n');

const yml = (path: string, step: Step, dist: string): GeneratedFile => ({
  path,
  text: () => actionYml(step, dist),
});

/** The action.yml files (the root one is for the Marketplace) and the tables of the action's README. */
export const actionFiles: readonly GeneratedFile[] = [
  yml('action/action.yml', 'export', 'dist'),
  yml('action.yml', 'export', 'action/dist'),
  yml('action/plan/action.yml', 'plan', '../dist'),
  yml('action/merge/action.yml', 'merge', '../dist'),
  {
    path: 'action/README.md',
    text: (old = empty) =>
      regions.reduce((text, [name, rowsOf]) => {
        const { headings, rows } = rowsOf();
        return withRegion(text, name, table(headings, rows));
      }, old),
  },
];
