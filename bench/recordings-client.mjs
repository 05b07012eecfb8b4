// One download for bench/recordings.ts, in a process of its own so that its memory can be told; plain JavaScript,
// because stripping types would take memory too. Arguments: URL of the server, folder. Prints what it took as JSON.
import { HyperStudy } from '@hyperstudy-workflows/core';

const [url, directory = ''] = process.argv.slice(2);
const client = new HyperStudy({ baseUrl: `${url}/api/v3`, apiKey: 'hst_test_bench' });
const started = performance.now();
const results = await client.recordings.download({ room: 'room' }, { directory, concurrency: 4 });
const seconds = (performance.now() - started) / 1000;
const bad = results.filter(({ status, sourceChecksum }) => status !== 'downloaded' || !sourceChecksum);
if (bad.length > 0) throw new Error(`Not verified: ${bad.map(({ reason }) => reason).join()}`);
const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
const cpuSeconds = (userCPUTime + systemCPUTime) / 1e6;
process.stdout.write(JSON.stringify({ seconds, peakRss: maxRSS * 1024, cpuSeconds }));
