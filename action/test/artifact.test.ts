import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findShards } from '../src/artifact/find-shards.ts';
import { binsOf } from '../src/artifact/plan.ts';
import { readInputs } from '../src/inputs/index.ts';
import { runFacts } from '../src/runner/index.ts';

describe('bins of recordings', () => {
  it('hold all files in order, within the limit unless a single one is larger', () => {
    const sizes = fc.array(fc.integer({ min: 0, max: 30 }));
    fc.assert(
      fc.property(sizes, (bytes) => {
        const files = bytes.map((size, i) => ({ path: `r${i}.mp4`, bytes: size }));
        const bins = binsOf(files, 20);
        expect(bins.flat()).toEqual(files);
        for (const bin of bins) {
          const total = bin.reduce((sum, file) => sum + file.bytes, 0);
          expect(total <= 20 || bin.length === 1).toBe(true);
        }
      }),
    );
  });

  it('are as few as the order allows', () => {
    const files = [10, 10, 1, 19, 5].map((bytes, i) => ({ path: `r${i}.mp4`, bytes }));
    expect(binsOf(files, 20).map((bin) => bin.length)).toEqual([2, 2, 1]);
  });
});

describe('the shards among the artifacts of a run', () => {
  const context = {
    inputs: readInputs({ 'INPUT_API-KEY': 'hst_test_0', INPUT_EXPERIMENT: 'exp_1' }, 'merge'),
    facts: runFacts({
      env: {
        GITHUB_REPOSITORY: 'lab/study',
        GITHUB_SERVER_URL: 'https://github.com',
        GITHUB_RUN_ID: '1',
        GITHUB_RUN_ATTEMPT: '3',
        GITHUB_WORKSPACE: '/w',
        RUNNER_TEMP: '/t',
      },
      write: () => undefined,
      now: Date.now,
    }),
    queryId: '',
  };
  const found = (...names: string[]) => {
    const listed = names.map((name, id) => ({ id, name: `hyperstudy-exp_1-${name}` }));
    const { records, recordings } = findShards(context, listed);
    return [...records, ...recordings].map(({ name }) => name.slice('hyperstudy-exp_1-'.length)).sort();
  };

  it('are of the newest attempt each, their recordings too', () => {
    const first = ['shard-1-of-2-attempt-1', 'shard-1-of-2-recordings-001-attempt-1'];
    const replaced = ['shard-2-of-2-attempt-1', 'shard-2-of-2-recordings-001-attempt-1'];
    const second = ['shard-2-of-2-attempt-10', 'shard-2-of-2-recordings-001-attempt-10'];
    expect(found(...second, ...first, ...replaced)).toEqual([...first, ...second].sort());
  });

  it('are those of the newest plan', () => {
    const newer = [
      'shard-1-of-2-attempt-2',
      'shard-2-of-2-attempt-2',
      'shard-2-of-2-recordings-001-attempt-2',
    ];
    const older = [1, 2, 3].map((index) => `shard-${index}-of-3-attempt-1`);
    expect(found(...older, 'shard-3-of-3-recordings-001-attempt-1', ...newer)).toEqual(newer);
  });

  it('leave what is named otherwise', () => {
    const others = [
      'attempt-1',
      'recordings-001-attempt-1',
      'shard-1-of-1-attempt-1-old',
      'shard-x-of-1-attempt-1',
    ];
    expect(found(...others, 'shard-1-of-1-attempt-1')).toEqual(['shard-1-of-1-attempt-1']);
    expect(() => found(...others)).toThrow('no shard of the export');
    expect(() => findShards(context, [{ id: 1, name: 'hyperstudy-exp_2-shard-1-of-1-attempt-1' }])).toThrow();
  });
});
