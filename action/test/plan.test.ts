import type { ShardPlan } from '@hyperstudy-workflows/export';
import { describe, expect, it } from 'vitest';
import { warningsOf } from '../src/run/plan.ts';
import { planSummary } from '../src/summary/index.ts';

const hour = 3_600_000;
const plan: ShardPlan = {
  shards: 4,
  until: '2026-03-12T02:00:00.000Z',
  rooms: 24,
  recordings: { files: 40, bytes: 40e9, ofUnknownSize: 0, running: 0, requests: 40 },
  requests: 5_000,
  duration: 4 * hour,
};

describe('a plan', () => {
  it('warns of nothing where it works out', () => {
    expect(warningsOf(plan)).toEqual([]);
    expect(warningsOf({ ...plan, shards: 0, recordings: undefined })).toEqual([]);
  });

  it('warns where the rate limit takes longer than a job may', () => {
    const [warning, ...more] = warningsOf({ ...plan, requests: 7_200, duration: 7 * hour });
    expect(warning).toMatch(/^Some 7200 requests take at least 7 h .*Export fewer types/);
    expect(more).toEqual([]);
  });

  it('warns where a shard does not fit on a runner', () => {
    expect(warningsOf({ ...plan, shards: 2 })).toEqual([expect.stringMatching(/20\.0 GB .*more shards/)]);
  });

  it('is summed up in a line, problems first', () => {
    expect(planSummary(plan, [], String)).toBe(
      '## HyperStudy export: plan\n\n<p><b>4</b> shards · 24 rooms · 40 recordings with 40.0 GB · about 5,000 requests · what came in before 2026-03-12T02:00:00.000Z</p>\n\n',
    );
    const failed = planSummary(undefined, [{ level: 'error', text: '<b>' }], String);
    expect(failed).toContain('no plan');
    expect(failed).toContain('&lt;b&gt;');
  });
});
