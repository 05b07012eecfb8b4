import { spawnSync } from 'node:child_process';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { changesetsIn, withRelease } from './changelog.ts';
import { versionOf } from './packages.ts';

/**
 * Makes a release of what .changeset holds: one version for all packages, the changelog, and the action's bundle, which
 * says the version in what it writes. Nothing is committed or published.
 * @returns the version and what is new in it, as Markdown; undefined where nothing waits for a release
 */
export function makeRelease(root: string): { version: string; notes: string } | undefined {
  const changesets = changesetsIn(root);
  if (changesets.length === 0) return undefined;
  run(root, 'node_modules/@changesets/cli/bin.js', 'version');
  const version = versionOf(root);
  const changelog = join(root, 'CHANGELOG.md');
  writeFileSync(changelog, withRelease(readFileSync(changelog, 'utf8'), version, changesets));
  // Node-RED's users look for it in the package.
  copyFileSync(changelog, join(root, 'nodes/CHANGELOG.md'));
  run(root, 'action/build/build.mts');
  return { version, notes: changesets.map(({ text }) => text).join('\n') };
}

function run(root: string, script: string, ...args: string[]): void {
  const { status } = spawnSync(process.execPath, [join(root, script), ...args], {
    cwd: root,
    stdio: 'inherit',
  });
  if (status !== 0) throw new Error(`${script} ended with ${status}; what is above says why.`);
}
