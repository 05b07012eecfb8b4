export { Deployments, type ListDeploymentsOptions } from './deployments.ts';
export { type Check, type DiagnoseOptions, diagnose } from './doctor.ts';
export { Experiments, type ListExperimentsOptions } from './experiments.ts';
export { HyperStudy } from './hyperstudy.ts';
export type { QueryOf, RecordMethods } from './record-methods.ts';
export type { RecordingsMethod } from './recordings-method.ts';
