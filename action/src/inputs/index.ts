export { actionYml, inputTable, outputTable } from './action-yml.ts';
export { actions } from './actions.ts';
export { mayBePublic } from './may-be-public.ts';
export { type Outputs, outputs, type PlanOutputName } from './outputs.ts';
export { ownInputs } from './own-inputs.ts';
export { type Inputs, inputText, type PlanInputs, readInputs, readPlanInputs } from './read.ts';
export type { Step } from './shard.ts';
