import { wordsOf } from '../run/conclude.ts';
import type { Context, Finding, PreflightCheck } from '../run/context.ts';
import { within } from '../runner/index.ts';
import { artifactName } from './names.ts';
import { artifactClient } from './upload.ts';

/** Hosts of GitHub itself; other servers have no artifact service that its client can talk to. */
const github = /(^github\.com|\.ghe\.com|\.localhost)$/i;

/** Time for the artifact service to answer, its client's own tries included, ms. */
const patience = 90_000;

/** Whether artifacts can be uploaded, and this run has none of that name. */
export const artifactCheck: PreflightCheck = {
  name: 'artifacts',
  async *run(context) {
    const { inputs, facts } = context;
    const { mostRetentionDays } = facts;
    const retention = inputs['retention-days'];
    if (retention !== undefined && mostRetentionDays !== undefined && retention > mostRetentionDays) {
      yield {
        result: 'failed',
        text: `retention-days is ${retention}, and this repository keeps artifacts for ${mostRetentionDays} days at most`,
        fix: `Set retention-days to ${mostRetentionDays} or less, or raise the limit in the settings of the repository.`,
      };
    }
    if (!github.test(facts.serverUrl.hostname)) {
      yield {
        result: 'failed',
        text: `${facts.serverUrl.hostname} is a GitHub Enterprise Server, where this artifact service does not exist`,
        fix: 'Use mode: commit, or mode: none and an upload step that your server supports.',
      };
    } else yield* serviceCheck(context);
  },
};

async function* serviceCheck(context: Context): AsyncGenerator<Finding> {
  const name = artifactName(context);
  try {
    const client = await artifactClient();
    const { artifacts } = await within(patience, client.listArtifacts());
    if (artifacts.some((artifact) => artifact.name === name)) {
      yield {
        result: 'failed',
        text: `this run has an artifact ${name} already`,
        fix: 'Names can be used once per run: give each step and each job of a matrix its own artifact-name.',
      };
    } else yield { result: 'ok', text: `the artifact service answers; ${name} is free` };
  } catch (error) {
    yield {
      result: 'failed',
      text: `the artifact service can't be used: ${wordsOf(error)}`,
      fix: 'Run this as a uses: step (a run: step has no access). Self-hosted runners must reach *.actions.githubusercontent.com and *.blob.core.windows.net.',
    };
  }
}
