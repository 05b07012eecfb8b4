export { type EnvelopeKind, type EnvelopeSpec, envelopeKinds, parseEnvelope } from './api/envelope.ts';
export { documentedLimits, type RateLimits } from './api/rate-limit.ts';
export type { Clock } from './clock.ts';
export {
  type ApiFault,
  apiFaults,
  type FaultSpec,
  type FileFault,
  fileFaults,
  parseFaults,
} from './faults/fault-plan.ts';
export { type SandboxFlag, sandboxFlags } from './flags.ts';
export type { KeyName } from './keys.ts';
export type { LiveOptions, SandboxOptions } from './options.ts';
export { type ReadyInfo, type Sandbox, startSandbox } from './sandbox.ts';
export type { Stats } from './stats.ts';
export { type ChangeSpec, parseChanges } from './study/changes.ts';
