import { IntegrityError } from '@hyperstudy-workflows/core';
import type { Outputs } from '../inputs/index.ts';
import type { Context, Delivery, Exported, Link, Target } from '../run/context.ts';
import { bytesInWords } from '../summary/words.ts';
import { artifactCheck } from './checks.ts';
import { filesOf, recordingsOf } from './listed.ts';
import { type PlannedArtifact, planArtifacts } from './plan.ts';
import { type UploadedArtifact, uploadArtifact } from './upload.ts';

/** Uploads the exports as artifacts of the run. */
export function artifactTarget(): Target {
  return { name: 'Artifacts', checks: [artifactCheck], deliver };
}

async function deliver(context: Context, exports: readonly Exported[]): Promise<Delivery> {
  const plan = await planArtifacts(context, exports);
  const delivery = await uploadAll(context, plan);
  checkCount(context, plan, exports);
  return delivery;
}

/** Uploads what is planned, as it is planned. */
export async function uploadAll(context: Context, plan: readonly PlannedArtifact[]): Promise<Delivery> {
  const outputs: Outputs = {};
  const ids: number[] = [];
  const links: Link[] = [];
  // One after the other: each is fast by itself, and a name that is taken is noticed before the rest is sent.
  for (const artifact of plan) {
    const uploaded = await uploadArtifact(context, artifact);
    const url = pageOf(context, uploaded);
    ids.push(uploaded.id);
    links.push({ text: artifact.name, url, note: noteOf(artifact) });
    if (artifact.kind === 'tables') {
      outputs['artifact-id'] = uploaded.id;
      outputs['artifact-url'] = url;
      outputs['artifact-digest'] = uploaded.digest;
    }
  }
  outputs['artifact-ids'] = ids.join(',');
  return { outputs, links, problems: [] };
}

/** Where people find an artifact. */
export const pageOf = ({ facts }: Context, { id }: Pick<UploadedArtifact, 'id'>): string =>
  new URL(`/${facts.repository}/actions/runs/${facts.runId}/artifacts/${id}`, facts.serverUrl).href;

const noteOf = ({ files, bytes }: PlannedArtifact): string =>
  `${files.length} files, ${bytesInWords(bytes)} unpacked`;

/** As many files must have gone up as the manifests list; manifests and state come on top. */
function checkCount(context: Context, plan: readonly PlannedArtifact[], exports: readonly Exported[]): void {
  const uploaded = new Set(plan.flatMap(({ files }) => files)).size;
  const listed = exports.reduce(
    (sum, { result: { manifest } }) =>
      sum + filesOf(manifest).length + recordingsOf(context, manifest).length,
    0,
  );
  if (uploaded < listed + exports.length) {
    throw new IntegrityError(`${uploaded} files were uploaded, but the manifests list ${listed}.`);
  }
}
