import { type Sandbox, type SandboxOptions, startSandbox } from '@hyperstudy-workflows/sandbox';
import { afterAll, beforeAll } from 'vitest';

/** A sandbox for the tests of a file or describe block. */
export function useSandbox(options?: SandboxOptions): { readonly current: Sandbox } {
  let running: Sandbox | undefined;
  beforeAll(async () => {
    running = await startSandbox(options);
  });
  afterAll(() => running?.close());
  return {
    get current() {
      if (running === undefined) throw new Error('The sandbox has not started.');
      return running;
    },
  };
}
