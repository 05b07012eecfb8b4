import { diagnose } from '@hyperstudy-workflows/core';
import { planTables } from '@hyperstudy-workflows/export';
import type { PreflightCheck } from '../run/context.ts';

/** Reachability, clock, key, and its permissions for everything that is to be exported. */
export const keyCheck: PreflightCheck = {
  name: 'HyperStudy',
  async *run({ inputs, client }) {
    const { apiKey, baseUrl, organizationId, budget, logger, retry } = client.connection;
    // As patient as the export itself: a hiccup must not fail the step.
    const options = { apiKey, baseUrl: baseUrl.href, organizationId, budget, logger, retry };
    const said = new Set<string>();
    for (const scope of inputs.scopes) {
      const types = planTables({ scope, ...inputs.settings }).map(({ type }) => type);
      const { experiment } = scope;
      for await (const { result, text, fix } of diagnose(options, { experiment, scope, types })) {
        // What concerns the key is found again for each scope.
        if (result === 'skipped' || said.has(text)) continue;
        said.add(text);
        yield { result, text, fix };
      }
    }
  },
};
