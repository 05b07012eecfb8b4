// Tags the checked out commit as the release that its packages say, and moves the tag of its major version, by which
// workflows use the action: v1.2.3 and v1. Does nothing where that is so already. Without dependencies:
// `node scripts/release/tag.ts`.
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { gitIn } from './git.ts';
import { versionOf } from './packages.ts';

const root = join(import.meta.dirname, '../..');
const git = gitIn(root);

const waiting = globSync('.changeset/*.md', { cwd: root }).filter((file) => !file.endsWith('README.md'));
if (waiting.length > 0) throw new Error(`This is no release: ${waiting.join(', ')} wait for the next one.`);

const version = versionOf(root);
const [release, moving] = [`v${version}`, `v${version.split('.')[0]}`];
const tags = remoteTags();
const there = tags.get(release);
const commit = there ?? git('rev-parse', 'HEAD');
const newest = [...tags.keys()].filter((tag) => tag.startsWith(`${moving}.`)).every((tag) => !isNewer(tag));

const push: string[] = [];
if (there === undefined) push.push(`${commit}:refs/tags/${release}`);
else git('fetch', '--quiet', '--depth=1', 'origin', `refs/tags/${release}`);
if (newest && tags.get(moving) !== commit) push.push(`${commit}:refs/tags/${moving}`);
if (push.length > 0) {
  // Both or none, and not over what somebody else moved meanwhile.
  const lease = `--force-with-lease=refs/tags/${moving}:${unpeeled(moving)}`;
  git('push', '--quiet', '--atomic', lease, 'origin', ...push);
}
console.log(push.length === 0 ? `${release} is tagged already.` : `Pushed ${push.join(' and ')}.`);

/** Tags of the remote with the commit that each leads to. */
function remoteTags(): Map<string, string> {
  const found = new Map<string, string>();
  // An annotated tag comes twice, first itself and then, with ^{} behind its name, its commit.
  for (const [id, name] of lsRemote('refs/tags/*')) found.set(name.replace(/^refs\/tags\/|\^\{\}$/g, ''), id);
  return found;
}

/** What the remote has under the tag's name itself; empty where it has none. */
function unpeeled(tag: string): string {
  return lsRemote(`refs/tags/${tag}`)[0]?.[0] ?? '';
}

function lsRemote(pattern: string): [id: string, name: string][] {
  const lines = git('ls-remote', 'origin', pattern).split('\n');
  return lines.filter((line) => line !== '').map((line) => line.split('\t') as [string, string]);
}

/** Whether a tag is of a later version than this one. Only whole versions count. */
function isNewer(tag: string): boolean {
  if (!/^v\d+\.\d+\.\d+$/.test(tag)) return false;
  return tag.localeCompare(release, 'en', { numeric: true }) > 0;
}
