import { IntegrityError } from '@hyperstudy-workflows/core';
import { filesOf } from '../artifact/listed.ts';
import { parseAuthor } from '../git/author.ts';
import { type CommitResult, type DataRepository, openTarget } from '../git/data-repository.ts';
import { isState } from '../git/ownership.ts';
import type { Context, Delivery, Exported, Target } from '../run/context.ts';
import { bringEarlier } from './bring.ts';
import { commitCheck, exposureCheck } from './checks.ts';
import { commitTargetOf, surroundingsOf } from './settings.ts';

/** Commits the exports to a data repository, and has them go on from what is committed there. */
export function commitTarget(): Target {
  let data: DataRepository | undefined;
  return {
    name: 'Data repository',
    checks: [exposureCheck, commitCheck],
    async prepare(context) {
      data = await openTarget(commitTargetOf(context), surroundingsOf(context));
      await bringEarlier(context, data);
    },
    async deliver(context, exports) {
      if (data === undefined) throw new IntegrityError('The data repository was not opened.');
      return deliveryOf(context, data, await commit(context, data, exports));
    },
    close: async () => data?.close(),
  };
}

async function commit(
  { inputs, out }: Context,
  data: DataRepository,
  exports: readonly Exported[],
): Promise<CommitResult> {
  const author = inputs['commit-author'];
  return data.commit({
    message: inputs['commit-message'] ?? '',
    author: author === undefined ? undefined : parseAuthor(author),
    from: out,
    // A folder of the user's own may hold anything.
    belongs: inputs.out === undefined ? undefined : belongsTo(exports),
  });
}

/** Files of the exports: what their manifests list, and what a later run goes on from. */
function belongsTo(exports: readonly Exported[]): (path: string) => boolean {
  const listed = new Set(
    exports.flatMap(({ folder, result }) =>
      filesOf(result.manifest).map(({ path }) => inFolder(folder, path)),
    ),
  );
  return (path) =>
    listed.has(path) ||
    exports.some(({ folder }) => {
      if (folder !== '' && !path.startsWith(`${folder}/`)) return false;
      const below = folder === '' ? path : path.slice(folder.length + 1);
      return isState(below);
    });
}

const inFolder = (folder: string, path: string): string => (folder === '' ? path : `${folder}/${path}`);

function deliveryOf({ facts, log, inputs }: Context, data: DataRepository, result: CommitResult): Delivery {
  const problems = result.notes.map((text) => ({ level: 'warning', text }) as const);
  const repository = inputs.repository ?? facts.repository;
  if (!result.committed) {
    log.info(`${repository} has all of it already: no commit.`);
    return { outputs: { committed: false }, links: [], problems };
  }
  const { sha, written, removed, tries } = result;
  const url = new URL(`/${repository}/commit/${sha}`, facts.serverUrl).href;
  const note = `${written.length} files written, ${removed.length} removed, on ${data.branch}`;
  log.info(`Committed ${sha} (${note}), try ${tries}.`);
  return {
    outputs: { committed: true, 'commit-sha': sha },
    links: [{ text: `Commit ${sha.slice(0, 10)}`, url, note }],
    problems,
  };
}
