export type { Clock } from './clock.ts';
export type { KeyName } from './keys.ts';
export type { SandboxOptions } from './options.ts';
export { type ReadyInfo, type Sandbox, startSandbox } from './sandbox.ts';
export type { Stats } from './stats.ts';
