import { mergeShards } from '@hyperstudy-workflows/export';
import { fetchShards, pageOf } from '../artifact/index.ts';
import { exportAll, progressOf } from './export.ts';
import { conclude, deliver, isReady, type Phases, prepare } from './phases.ts';

/** The shards of this run as one export, delivered as any. Recordings stay in the artifacts of the shards. */
export const mergePhases: Phases = async (context, targets, stop, story) => {
  if (!(await isReady(context, targets, story))) return;
  const { client, inputs, pseudonymKey, signal, log } = context;
  const { folders, recordings } = await log.group('Shards', () => fetchShards(context));
  await prepare(context, targets);
  await exportAll(context, story, (scope, out) =>
    mergeShards(client, {
      ...inputs.settings,
      pseudonymKey,
      scope,
      out,
      shards: folders,
      signal,
      onProgress: progressOf(context),
    }),
  );
  conclude(context, story);
  if (stop.cancelled || story.exports.length === 0) return;
  await deliver(context, targets, story);
  const own = story.outputs['artifact-ids'];
  story.outputs['artifact-ids'] = [own ?? [], recordings.map(({ id }) => id)].flat().join(',');
  for (const artifact of recordings)
    story.links.push({ text: artifact.name, url: pageOf(context, artifact), note: 'recordings' });
};
