/**
 * npm run audit: asks the registry for known weaknesses in all that users get: what the packages install, and what is
 * bundled into the nodes and the action. Not a part of npm test: a new advisory must not break a change that has nothing
 * to do with it. It ends with
 *
 *   0  there is none
 *   1  there are some; they are listed
 *   2  NOT CHECKED: the registry can't be asked
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundledIn, licenceFiles } from '../test/published/support/bundled.ts';
import { libraries, pack } from '../test/support/pack.ts';
import { type Audit, addToLock, auditOf, lock } from './advisories.ts';

const folder = await mkdtemp(join(tmpdir(), 'hyperstudy-audit-'));
try {
  const bundled = licenceFiles.flatMap(bundledIn);
  const problem = await lock(folder, await pack(libraries));
  if (problem === undefined) await addToLock(folder, bundled);
  const result: Audit =
    problem === undefined ? await auditOf(folder) : { kind: 'unchecked', reason: problem };
  console.log(`${libraries.length} packages with all they install, and ${bundled.length} that are bundled:`);
  switch (result.kind) {
    case 'clean':
      console.log('no known weakness.');
      break;
    case 'advisories':
      for (const line of result.advisories) console.error(line);
      process.exitCode = 1;
      break;
    case 'unchecked':
      console.error(`NOT CHECKED: ${result.reason}`);
      console.error('Run npm run audit where the registry of npm can be asked for advisories.');
      process.exitCode = 2;
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
