export { actionYml, inputTable, outputTable } from './action-yml.ts';
export { type OutputName, type Outputs, outputs } from './outputs.ts';
export { ownInputs } from './own-inputs.ts';
export { type Inputs, inputText, readInputs } from './read.ts';
