import { describe, expect, it } from 'vitest';
import type { Exported, Story } from '../src/run/context.ts';
import { sessionsChart } from '../src/summary/sessions-chart.ts';
import { summaryOf } from '../src/summary/summary.ts';

const empty: Story = { outputs: { complete: true }, exports: [], problems: [], links: [], sessions: [] };
const same = (text: string) => text;

describe('the summary', () => {
  it('stays below the limit whatever the texts are', () => {
    // Characters of four bytes, and such that escaping makes six of one.
    for (const text of ['"'.repeat(5000), '😀'.repeat(5000), 'e\u0301'.repeat(5000)]) {
      const story: Story = {
        ...empty,
        problems: Array.from({ length: 5000 }, () => ({ level: 'warning', text })),
        exports: [exportedWith(5000, text)],
        links: Array.from({ length: 5000 }, () => ({ text, url: `https://h/${text}`, note: text })),
        sessions: Array.from({ length: 5000 }, (_, i) => new Date(i * 86_400_000).toISOString()),
      };
      const summary = summaryOf(story, same);
      expect(Buffer.byteLength(summary)).toBeLessThan(1024 * 1024);
      expect(summary).toContain('and 4,700 more');
    }
  });

  it('takes texts as texts: no HTML, no Markdown, no end of the block', () => {
    const text = '<img src=x onerror=y>\n\n# head\n[a](https://evil.example) ``` | "q" & \'s\'';
    const summary = summaryOf(
      {
        ...empty,
        problems: [{ level: 'error', text }],
        links: [{ text, url: `https://h/"onclick="${text}` }],
      },
      same,
    );
    expect(summary).not.toContain('<img');
    expect(summary).not.toMatch(/^# head/m);
    expect(summary).not.toContain('"onclick');
    const [, block = ''] = /(<ul><li>❌[\s\S]*?<\/ul>)/.exec(summary) ?? [];
    expect(block).toContain('&lt;img');
    expect(block).not.toContain('\n\n');
  });

  it('tells errors before warnings, cleaned', () => {
    const problems = [
      { level: 'warning', text: 'w key' },
      { level: 'error', text: 'e key' },
    ] as const;
    const summary = summaryOf({ ...empty, problems: [...problems] }, (text) => text.replace('key', '[key]'));
    expect(summary).toMatch(/^## HyperStudy export: failed\n\n<ul><li>❌ e \[key\]<\/li>\n<li>⚠️ w \[key\]/);
  });

  it('shows what changed since the last run', () => {
    const before = new Map([
      ['t0.csv', 1],
      ['t1.csv', 7],
    ]);
    const summary = summaryOf({ ...empty, exports: [{ ...exportedWith(3, ''), before }] }, same);
    const changes = [...summary.matchAll(/<td>(t\d\.csv)<\/td><td[^>]*>5<\/td><td[^>]*>(.*?)<\/td>/g)];
    expect(changes.map(([, path, change]) => [path, change])).toEqual([
      ['t0.csv', '+4'],
      ['t1.csv', '−2'],
      ['t2.csv', 'new'],
    ]);
  });
});

describe('the chart of sessions', () => {
  const starts = (days: number, each = 1) =>
    Array.from({ length: days * each }, (_, i) =>
      new Date(Date.UTC(2026, 0, 1 + Math.floor(i / each), 12)).toISOString(),
    );

  it('has a bar per day, empty days included', () => {
    const chart = sessionsChart(['2026-01-01T23:59:59Z', '2026-01-03T00:00:00Z', '2026-01-03T10:00:00Z']);
    expect(chart).toContain('x-axis ["2026-01-01", "2026-01-02", "2026-01-03"]');
    expect(chart).toContain('bar [1, 0, 2]');
    expect(chart).toContain('0 --> 2');
  });

  it('goes over to weeks and months', () => {
    expect(sessionsChart(starts(45))).toContain('per day');
    expect(sessionsChart(starts(46, 2))).toContain('per week');
    expect(sessionsChart(starts(46, 2))).toContain('"2025-12-29", "2026-01-05"');
    expect(sessionsChart(starts(700))).toContain('per month');
  });

  it('is left out where there is nothing to see', () => {
    expect(sessionsChart([])).toBeUndefined();
    expect(sessionsChart(starts(1, 9))).toBeUndefined();
    expect(sessionsChart(['soon', '9999-01-01T00:00:00Z', '2026-01-01T00:00:00Z'])).toBeUndefined();
  });
});

/** An export with so many tables of 5 rows. */
function exportedWith(tables: number, name: string): Exported {
  const files = Array.from({ length: tables }, (_, i) => ({
    path: `${name}t${i}.csv`,
    type: 'events',
    format: 'csv' as const,
    rows: 5,
    bytes: 10,
    sha256: '',
    columns: [],
    server: { read: 5, duplicates: 0, filtered: 0 },
    drift: { unknown: {}, retyped: {}, missing: {}, absent: [], allNull: [] },
    complete: true,
    problems: [],
  }));
  return {
    folder: '',
    before: undefined,
    changed: true,
    result: {
      out: '',
      tables: [],
      failures: [],
      recordings: { downloaded: 0, skipped: 0, pending: 0, failed: 0 },
      transferred: 0,
      stopped: undefined,
      requests: 1,
      duration: 1,
      manifest: {
        format: 'hyperstudy-export/1',
        run: { id: '', tool: '', complete: true, problems: [] },
        query: { source: '', scope: {}, types: [], recordings: 'none' },
        window: { start: null, end: null, newest: null },
        files,
        recordings: { downloaded: 0, skipped: 0, pending: 0, failed: 0, files: [] },
        documents: [],
        warnings: [],
        privacy: { pseudonymized: false },
      },
    },
  };
}
