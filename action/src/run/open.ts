import { HyperStudy } from '@hyperstudy-workflows/core';
import type { Inputs, Step } from '../inputs/index.ts';
import { type ActionLog, forgetSecrets, type Host, runFacts, saveState } from '../runner/index.ts';
import { budgetOf } from './budget.ts';
import type { Context } from './context.ts';
import { foldersOf, queryIdOf } from './paths.ts';
import { type StopSignal, stopSignal } from './stop.ts';

/** A context whose parts are closed with it. */
export interface OpenContext extends AsyncDisposable {
  readonly context: Context;
  readonly stop: StopSignal;
}

/** Opens what every phase works with. After that, nothing that is started gets the secrets. */
export function openContext(host: Host, log: ActionLog, inputs: Inputs, step: Step): OpenContext {
  const facts = runFacts(host);
  const { own, out, scratch } = foldersOf(inputs, facts);
  saveState(host, 'folder', own);
  // Where the cache client puts its archives: they hold personal data and must go with the rest.
  host.env.RUNNER_TEMP = scratch;
  const stop = stopSignal(inputs.deadline);
  const client = new HyperStudy({
    apiKey: inputs['api-key'] ?? host.env.HYPERSTUDY_API_KEY,
    baseUrl: inputs['base-url'],
    organizationId: inputs['organization-id'],
    budget: budgetOf(inputs),
    logger: log,
  });
  const pseudonymKey = host.env.HYPERSTUDY_PSEUDONYM_KEY;
  forgetSecrets(host.env);
  const { signal, cancellation } = stop;
  const queryId = queryIdOf(inputs);
  return {
    context: { step, inputs, facts, log, client, out, scratch, pseudonymKey, queryId, signal, cancellation },
    stop,
    async [Symbol.asyncDispose]() {
      stop[Symbol.dispose]();
      await client.close();
    },
  };
}
