import { diagnose, scopeParts } from '@hyperstudy-workflows/core';
import type { PreflightCheck } from '../run/context.ts';

/** The key, its permissions for what is exported, reachability and clock. */
export const keyCheck: PreflightCheck = {
  name: 'HyperStudy',
  async *run({ inputs, client }) {
    const { apiKey, baseUrl, organizationId, budget, logger } = client.connection;
    for (const scope of inputs.scopes) {
      const { kind, id } = scopeParts(scope);
      const options = { apiKey, baseUrl: baseUrl.href, organizationId, budget, logger };
      for await (const { result, text, fix } of diagnose(options, {
        experiment: kind === 'experiment' ? id : undefined,
      })) {
        if (result !== 'skipped') yield { result, text, fix };
      }
    }
  },
};
