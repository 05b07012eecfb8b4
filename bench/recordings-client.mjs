// One download for bench/recordings.ts, in a process of its own so that its memory can be told; plain JavaScript,
// because stripping types would take memory too. Arguments: base URL, key, experiment, folder. Prints what it took as JSON.
import { readFileSync } from 'node:fs';
import { HyperStudy } from '@hyperstudy-workflows/core';

const [baseUrl, apiKey, experiment = '', directory = ''] = process.argv.slice(2);
const client = new HyperStudy({ baseUrl, apiKey, budget: 'off' });
const started = performance.now();
const results = await client.recordings.download({ experiment }, { directory, concurrency: 4 });
const seconds = (performance.now() - started) / 1000;
const bad = results.filter(({ status, sourceChecksum }) => status !== 'downloaded' || !sourceChecksum);
if (bad.length > 0) throw new Error(`Not verified: ${bad.map(({ reason }) => reason).join()}`);
const { userCPUTime, systemCPUTime } = process.resourceUsage();
const cpuSeconds = (userCPUTime + systemCPUTime) / 1e6;
// Not maxRSS: that includes the process which this one was started from.
const [, peak] = /VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
process.stdout.write(JSON.stringify({ seconds, peakRss: Number(peak) * 1024, cpuSeconds }));
