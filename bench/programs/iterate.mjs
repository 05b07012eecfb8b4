// All events, one by one, as the core package gives them. Arguments: base URL, [page size].
import { HyperStudy } from '@hyperstudy-workflows/core';

const [baseUrl, pageSize] = process.argv.slice(2);
const client = new HyperStudy({ baseUrl, apiKey: 'hst_test_bench', budget: 'off' });
const events = client.events(
  { experiment: 'exp_bench' },
  pageSize === undefined ? {} : { pageSize: Number(pageSize) },
);
let rows = 0;
for await (const event of events) if (typeof event.id === 'string') rows += 1;
if (!events.report.complete) throw new Error(events.report.problems.join(' '));
await client.close();
process.stdout.write(JSON.stringify({ rows }));
