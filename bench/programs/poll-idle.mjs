// Polls a study in which nothing happens, and looks at the heap after each tenth of the cycles, with all garbage gone.
// Needs --expose-gc. Arguments: base URL, cycles.
import { HyperStudy } from '@hyperstudy-workflows/core';

const [baseUrl, wanted] = process.argv.slice(2);
const cycles = Number(wanted);
const client = new HyperStudy({ baseUrl, apiKey: 'hst_test_bench', budget: 'off' });
const stop = new AbortController();
const heap = [];
const timer = setInterval(look, 1);

function look() {
  // The first tenth is for what is only made once.
  if (client.requests < ((heap.length + 1) * cycles) / 10) return;
  globalThis.gc();
  heap.push({ cycle: client.requests, bytes: process.memoryUsage().heapUsed });
  if (heap.length >= 10) stop.abort();
}

const poll = client.poll(
  'events',
  { experiment: 'exp_bench' },
  { from: 'all', interval: 1, signal: stop.signal },
);
let rows = 0;
try {
  for await (const batch of poll) rows += batch.records.length;
} catch (error) {
  if (!stop.signal.aborted) throw error;
}
clearInterval(timer);
await client.close();
process.stdout.write(JSON.stringify({ rows, heap }));
