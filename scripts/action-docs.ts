import { actionYml, inputTable, outputTable } from '../action/src/inputs/index.ts';
import { emptyRegion, type GeneratedFile, table, withRegion } from './markdown.ts';

const empty = `# The GitHub Action\n\n${emptyRegion('inputs')}\n\n${emptyRegion('outputs')}\n`;

/** Both action.yml (the root one is for the Marketplace) and the tables of the action's README. */
export const actionFiles: readonly GeneratedFile[] = [
  { path: 'action/action.yml', text: () => actionYml('dist') },
  { path: 'action.yml', text: () => actionYml('action/dist') },
  {
    path: 'action/README.md',
    text: (old = empty) => {
      const inputs = inputTable();
      const outputs = outputTable();
      return withRegion(
        withRegion(old, 'inputs', table(inputs.headings, inputs.rows)),
        'outputs',
        table(outputs.headings, outputs.rows),
      );
    },
  },
];
