import { type DataTypeName, dataType, HyperStudy, type ReadReport } from '@hyperstudy-workflows/core';
import { type SandboxOptions, startSandbox } from '@hyperstudy-workflows/sandbox';
import { z } from 'zod';
import { fastClock } from './fast-clock.ts';
import { StudyClock } from './study-clock.ts';

/** One run of the matrix: what the server does, and how it is read. Everything follows from the seed. */
export interface MatrixRun {
  readonly seed: number;
  readonly type: DataTypeName;
  readonly pageSize: number;
  readonly concurrency: number;
  /** Rooms grow and late rows arrive while they are read, up to a time: the frozen end of the window. */
  readonly live: boolean;
  readonly sandbox: SandboxOptions;
}

/** exact: what was there, each once; incomplete: the report says so; wrong: neither. */
export type Verdict = 'exact' | 'incomplete' | 'failed' | 'wrong';

export interface MatrixResult {
  readonly run: MatrixRun;
  readonly verdict: Verdict;
  readonly lost: number;
  readonly doubled: number;
  readonly report: ReadReport | undefined;
}

const types = [
  'events',
  'ratings_continuous',
  'sync',
  'eyetracking',
  'components',
  'chat',
  'videochat',
] as const;
/** Those that the service filters by time. */
const windowedTypes = types.filter((type) => dataType(type).filters.includes('end'));
const pageSizes = [7, 25, 60, 250, 1000];
const faults = ['500+502html+503+504', 'reset+truncated', '429s+429date+429none', 'slow', 'api'];
const envelopes = [
  'no-processing',
  'no-limit-offset',
  'no-next-offset',
  'no-metadata',
  'flat',
  'no-total',
  'swapped',
];
const changes = [
  'inserted=8,by=12',
  'late=8,by=12',
  'duplicated=6,by=12',
  'inserted=6,late=4,duplicated=4,by=8',
];

/** Time that a live study has run when reading begins, ms. */
const beforeReading = 600_000;

/** All changes are done by this request: see `by` above. */
const lastChange = 12;

/** The run of a seed: faults × changes × envelopes × types × page sizes × concurrency. */
export function matrixRun(seed: number): MatrixRun {
  const pick = <T>(list: readonly T[], salt: number): T | undefined => list[mix(seed, salt) % list.length];
  const kinds = pick(faults, 1);
  const live = mix(seed, 12) % 4 === 0;
  const some = <T>(salt: number, value: T): T | undefined => (mix(seed, salt) % 3 === 0 ? undefined : value);
  return {
    seed,
    type: pick(live ? windowedTypes : types, 2) ?? 'events',
    live,
    pageSize: pick(pageSizes, 3) ?? 100,
    concurrency: 1 + (mix(seed, 4) % 8),
    sandbox: {
      seed: 1 + (mix(seed, 5) % 5),
      rooms: 3,
      events: 900,
      ratings: 1200,
      pageLimit: mix(seed, 6) % 4 === 0 ? 40 : 1000,
      faults: some(7, `seed=${seed},rate=0.15,kinds=${kinds},delay=5,retryAfter=1`),
      live,
      changes: live ? undefined : some(8, `seed=${seed},${pick(changes, 9)}`),
      envelope: some(10, `seed=${seed},kinds=${pick(envelopes, 11)}`),
    },
  };
}

/** Reads a study that gives trouble and compares it with what was there. */
export async function runMatrix(run: MatrixRun, without?: 'fence' | 'dedupe'): Promise<MatrixResult> {
  const { changes, ...unchanged } = run.sandbox;
  const before = await idsAtStart(run.type, run.sandbox);
  const found = await idsOf(run.sandbox, run, without);
  const times = new Map<string, number>();
  for (const id of found.ids) times.set(id, (times.get(id) ?? 0) + 1);
  // Read page after page, with pages left after the last change, also what came in meanwhile has to be there.
  const sawAll = run.concurrency === 1 && (found.report?.pages ?? 0) > lastChange;
  const wanted = sawAll && changes !== undefined ? await idsAtStart(run.type, unchanged) : before;
  const lost = wanted.filter((id) => !times.has(id)).length;
  const doubled = [...times.values()].filter((count) => count > 1).length;
  const right = lost === 0 && doubled === 0;
  const verdict = verdictOf(found, right);
  return { run, verdict, lost, doubled, report: found.report };
}

function verdictOf({ report, error }: Found, right: boolean): Verdict {
  if (error !== undefined) return 'failed';
  if (right) return report?.complete ? 'exact' : 'incomplete';
  return report?.complete ? 'wrong' : 'incomplete';
}

/** What was there at the start: the whole list in one answer, the first one that is given. */
async function idsAtStart(type: DataTypeName, options: SandboxOptions): Promise<string[]> {
  const clock = new StudyClock();
  const whole = { ...options, clock, faults: undefined, envelope: undefined, pageLimit: 1_000_000 };
  await using sandbox = await startSandbox(whole);
  clock.jump(beforeReading);
  const endTime = options.live ? clock.text() : undefined;
  await using client = new HyperStudy({ baseUrl: sandbox.url, apiKey: sandbox.apiKey });
  const path = `/data/${dataType(type).path}/experiment/${sandbox.experimentId}`;
  const { body } = await client.request(path, { query: { limit: 1_000_000, endTime } });
  return answer.parse(body).data.map(nameOf);
}

const answer = z.object({ data: z.array(z.record(z.string(), z.unknown())) });

interface Found {
  readonly ids: string[];
  readonly report: ReadReport | undefined;
  readonly error: unknown;
}

async function idsOf(options: SandboxOptions, run: MatrixRun, without?: 'fence' | 'dedupe'): Promise<Found> {
  const clock = new StudyClock();
  await using sandbox = await startSandbox({ ...options, clock });
  clock.jump(beforeReading);
  const end = run.live ? clock.text() : undefined;
  clock.run(1000);
  await using client = new HyperStudy({
    baseUrl: sandbox.url,
    apiKey: sandbox.apiKey,
    clock: fastClock(1000),
    retry: { pause: 50, attempts: 8 },
  });
  const { pageSize, concurrency } = run;
  const query = client.records(
    run.type,
    { experiment: sandbox.experimentId },
    { end, pageSize, concurrency, without },
  );
  const ids: string[] = [];
  try {
    for await (const { records } of query.pages()) for (const record of records) ids.push(nameOf(record));
    return { ids, report: query.report, error: undefined };
  } catch (error) {
    return { ids, report: query.report, error };
  }
}

/** Components have no id of their own. */
function nameOf(record: Readonly<Record<string, unknown>>): string {
  const id = record.id ?? record.ratingId ?? record.metricId ?? record.messageId;
  if (typeof id === 'string') return id;
  return [
    record.roomId ?? record.sessionId,
    record.participantId,
    record.componentId,
    record.stateId,
    record.timestamp,
  ].join('|');
}

/** A number that looks random, from two. */
function mix(seed: number, salt: number): number {
  let x = Math.imul(seed * 2 + 1, 0x9e3779b1) ^ Math.imul(salt + 1, 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 15), 0xc2b2ae35);
  return (x ^ (x >>> 13)) >>> 0;
}
