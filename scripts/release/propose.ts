// Opens the pull request of the next release, or renews it: run by .github/workflows/release.yml after each push to
// the main branch. Merging it publishes.
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { gitIn } from './git.ts';
import { makeRelease } from './make-release.ts';
import { openPullRequest, placeOf } from './pull-request.ts';

const branch = 'next-release';
const root = join(import.meta.dirname, '../..');

const place = placeOf(process.env);
const made = makeRelease(root);
if (made === undefined) console.log('Nothing waits for a release.');
else {
  const title = `Version ${made.version}`;
  const git = gitIn(root);
  git('add', '--all');
  git('commit', '--quiet', '--message', title);
  git('push', '--quiet', '--force', 'origin', `HEAD:refs/heads/${branch}`);
  const body = `Merging this publishes ${made.version}.\n\n${made.notes}\n`;
  console.log(await openPullRequest(place, { branch, title, body }));
}
if (process.env.GITHUB_OUTPUT) appendFileSync(process.env.GITHUB_OUTPUT, `waits=${made !== undefined}\n`);
