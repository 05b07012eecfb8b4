import type { Bench } from '../support/bench.ts';
import { budget } from './budget.ts';
import { exportCsv } from './export-csv.ts';
import { incremental } from './incremental.ts';
import { iterate } from './iterate.ts';
import { withLatency } from './latency.ts';
import { million } from './million.ts';
import { nodes } from './nodes.ts';
import { pageSize } from './page-size.ts';
import { parquet } from './parquet.ts';
import { poll } from './poll.ts';
import { recordings } from './recordings.ts';
import { requestCount } from './requests.ts';
import { start } from './start.ts';

/** In the order of the table of targets. */
export const benches: readonly Bench[] = [
  iterate,
  exportCsv,
  withLatency,
  million,
  budget,
  incremental,
  recordings,
  parquet,
  poll,
  nodes,
  start,
  requestCount,
  pageSize,
];
