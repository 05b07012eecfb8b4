// Iterates over all events each time its parent asks for it, in a process that stays: tells the time from the call to the
// last record. Argument: base URL.
import { HyperStudy } from '@hyperstudy-workflows/core';

const client = new HyperStudy({ baseUrl: process.argv[2], apiKey: 'hst_test_bench', budget: 'off' });
process.on('message', () => void iterate());
process.on('disconnect', () => void client.close());

async function iterate() {
  const started = performance.now();
  const events = client.events({ experiment: 'exp_bench' });
  let rows = 0;
  for await (const event of events) if (typeof event.id === 'string') rows += 1;
  const seconds = (performance.now() - started) / 1000;
  if (!events.report.complete) throw new Error(events.report.problems.join(' '));
  process.send({ rows, seconds, peakMegabytes: process.memoryUsage.rss() / 1e6 });
}
