import type { PreflightCheck } from '../run/context.ts';

/** Artifacts of a public repository can be downloaded by anybody with an account. */
export const publicCheck: PreflightCheck = {
  name: 'privacy',
  guards: true,
  async *run({ inputs, facts }) {
    if (inputs.mode === 'commit' || inputs.mode === 'none' || facts.isPublic !== true) return;
    if (inputs['allow-public-identifiers']) {
      yield { result: 'warning', text: `${facts.repository} is public: everybody can read its artifacts` };
    } else {
      yield {
        result: 'failed',
        text: `${facts.repository} is public, and so are its artifacts: they would show the identifiers of participants`,
        fix: 'Run the workflow in a private repository, or set allow-public-identifiers: true if everybody may read the data.',
      };
    }
  },
};
