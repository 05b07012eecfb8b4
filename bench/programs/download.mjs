// All recordings, verified. Arguments: base URL, folder. Prints how long the transfer took, and what came.
import { HyperStudy } from '@hyperstudy-workflows/core';

const [baseUrl, directory] = process.argv.slice(2);
const client = new HyperStudy({ baseUrl, apiKey: 'hst_test_bench', budget: 'off' });
const started = performance.now();
const results = await client.recordings.download({ experiment: 'exp_bench' }, { directory, concurrency: 4 });
const seconds = (performance.now() - started) / 1000;
const bad = results.filter(({ status, sourceChecksum }) => status !== 'downloaded' || !sourceChecksum);
if (bad.length > 0) throw new Error(`Not verified: ${bad.map(({ reason }) => reason).join()}`);
await client.close();
process.stdout.write(JSON.stringify({ seconds, files: results.length }));
