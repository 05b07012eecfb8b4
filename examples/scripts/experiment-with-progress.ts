// A whole experiment page by page with progress, into a file of one JSON record per line.
//
//   node experiment-with-progress.ts exp_film26 events.ndjson
import { open } from 'node:fs/promises';
import { HyperStudy } from '@hyperstudy-workflows/core';

const [experiment = '', path = 'events.ndjson'] = process.argv.slice(2);
await using hs = new HyperStudy({
  apiKey: process.env.HYPERSTUDY_API_KEY,
  baseUrl: process.env.HYPERSTUDY_BASE_URL,
});

await using file = await open(path, 'w');
const query = hs.events({ experiment });
let done = 0;
for await (const { records, total } of query.pages()) {
  await file.write(records.map((record) => `${JSON.stringify(record)}\n`).join(''));
  done += records.length;
  console.error(`${done} of ${total ?? 'unknown'}`);
}
// How the rows add up: what the server counted, what was read, what came twice.
if (!query.report.complete) console.error(query.report.problems.join('\n'));
