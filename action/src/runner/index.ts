export { saveState, setOutput } from './commands.ts';
export { orCrash } from './exit.ts';
export { type RunFacts, runFacts } from './facts.ts';
export type { Host } from './host.ts';
export { ActionLog } from './log.ts';
export { forgetSecrets, maskSecrets, secretsOf } from './secrets.ts';
export { Overdue, within } from './within.ts';
