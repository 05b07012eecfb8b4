import type { PreflightCheck } from '../run/context.ts';

/** Artifacts of a public repository can be downloaded by anybody with an account. */
export const publicCheck: PreflightCheck = {
  name: 'privacy',
  guards: true,
  async *run({ inputs, facts, step }) {
    if (inputs.mode === 'commit' || inputs.mode === 'none' || facts.isPublic !== true) return;
    // Pseudonyms don't hide voices and faces.
    const media = inputs.settings.recordings === 'download' && step !== 'merge';
    // Between the jobs records are only encrypted: pseudonyms come with the merge.
    const divided = step === 'plan' || inputs.shard !== undefined;
    if (inputs.settings.pseudonymize === true && !media && !divided) return;
    if (inputs['allow-public-identifiers']) {
      yield { result: 'warning', text: `${facts.repository} is public: everybody can read its artifacts` };
    } else {
      yield {
        result: 'failed',
        text: `${facts.repository} is public, and so are its artifacts: they would show the identifiers of participants`,
        fix: `Run the workflow in a private repository, ${wayOut(divided, media)}or set allow-public-identifiers: true if everybody may read the data.`,
      };
    }
  },
};

function wayOut(divided: boolean, media: boolean): string {
  if (divided) return 'export without shards and with pseudonymize: true, ';
  return media ? 'export without recordings and with pseudonymize: true, ' : 'set pseudonymize: true, ';
}
