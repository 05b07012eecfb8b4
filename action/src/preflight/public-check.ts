import type { PreflightCheck } from '../run/context.ts';

/** Artifacts of a public repository can be downloaded by anybody with an account. */
export const publicCheck: PreflightCheck = {
  name: 'privacy',
  guards: true,
  async *run({ inputs, facts, step }) {
    if (inputs.mode === 'commit' || inputs.mode === 'none' || facts.isPublic !== true) return;
    // Pseudonyms don't hide voices and faces.
    const media = inputs.settings.recordings === 'download' && step !== 'merge';
    if (inputs.settings.pseudonymize === true && !media) return;
    if (inputs['allow-public-identifiers']) {
      yield { result: 'warning', text: `${facts.repository} is public: everybody can read its artifacts` };
    } else {
      yield {
        result: 'failed',
        text: `${facts.repository} is public, and so are its artifacts: they would show the identifiers of participants`,
        fix: media
          ? 'Run the workflow in a private repository, export without recordings and with pseudonymize: true, or set allow-public-identifiers: true if everybody may read the data.'
          : 'Run the workflow in a private repository, set pseudonymize: true, or set allow-public-identifiers: true if everybody may read the data.',
      };
    }
  },
};
