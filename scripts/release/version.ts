// Makes the next release in the working tree: `npm run release:version`.
import { join } from 'node:path';
import { makeRelease } from './make-release.ts';

const made = makeRelease(join(import.meta.dirname, '../..'));
console.log(
  made === undefined
    ? 'Nothing to release: .changeset holds no change.'
    : `Version ${made.version}: see CHANGELOG.md.`,
);
