// The archive of a study, for a timer to call every night: tables, recordings and manifest in a folder. A night that
// was cut short is gone on with in the next one, and only what is new is fetched.
//
//   node nightly-archive.ts exp_film26 archive
import { HyperStudy } from '@hyperstudy-workflows/core';
import { exportStudy } from '@hyperstudy-workflows/export';

const [experiment = '', out = 'archive'] = process.argv.slice(2);
await using hs = new HyperStudy({
  apiKey: process.env.HYPERSTUDY_API_KEY,
  baseUrl: process.env.HYPERSTUDY_BASE_URL,
});

const { manifest, requests, recordings } = await exportStudy(hs, {
  scope: { experiment },
  out,
  recordings: 'download',
  signal: AbortSignal.timeout(5.5 * 60 * 60 * 1000),
});
const rows = manifest.files.reduce((sum, file) => sum + file.rows, 0);
console.log(`${rows} rows and ${recordings.downloaded} new recordings with ${requests} requests`);
for (const problem of manifest.run.problems) console.error(problem);
process.exitCode = manifest.run.complete ? 0 : 1;
