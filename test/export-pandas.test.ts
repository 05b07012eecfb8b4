import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { HyperStudy } from '@hyperstudy-workflows/core';
import { type ExportSettings, exportStudy, readTable } from '@hyperstudy-workflows/export';
import { expect, it } from 'vitest';
import { useFolders } from './support/folder.ts';
import { installed } from './support/installed.ts';
import { useSandbox } from './support/sandbox.ts';

const sandbox = useSandbox({ rooms: 3, events: 300, ratings: 400, gaze: 100 });
const newFolder = useFolders();

/** A Python that has pandas. */
const python = installed(['python3-pandas'], () =>
  ['python3', '/usr/bin/python3'].find((command) => {
    try {
      execFileSync(command, ['-c', 'import pandas; pandas.read_csv'], { stdio: 'ignore' });
      return true;
    } catch {
      return false;
    }
  }),
);

/** Cells as text, and what pandas takes the columns for when left to itself. */
const script = `
import json, sys, pandas
path = sys.argv[1]
text = pandas.read_csv(path, dtype=str, keep_default_na=False, encoding='utf-8-sig')
own = pandas.read_csv(path, encoding='utf-8-sig', parse_dates=['timestamp'])
print(json.dumps({'columns': list(text.columns), 'rows': text.values.tolist(), 'types': {n: str(t) for n, t in own.dtypes.items()}}))
`;

interface Frame {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly types: Readonly<Record<string, string>>;
}

it.each<[string, ExportSettings]>([
  ['csv', {}],
  ['csv for Excel, packed', { gzip: true, csvDialect: 'excel' }],
])('pandas reads %s as it was written', async (_, settings) => {
  if (python === undefined) {
    const words = 'pandas is not here, so nothing was tried: install python3-pandas.';
    if (process.env.CI !== undefined) throw new Error(words);
    process.stderr.write(`NOT TESTED: ${words}\n`);
    return;
  }
  const out = join(await newFolder(), 'study');
  await using client = new HyperStudy({ baseUrl: sandbox.current.url, apiKey: sandbox.current.apiKey });
  const { experimentId } = sandbox.current;
  const types = ['events', 'ratings_sparse', 'chat'] as const;
  const { manifest } = await exportStudy(client, {
    scope: { experiment: experimentId },
    out,
    types,
    ...settings,
  });
  for (const table of manifest.files.filter(({ type }) => type !== 'recordings')) {
    const frame = JSON.parse(
      execFileSync(python, ['-c', script, join(out, table.path)], { encoding: 'utf8', maxBuffer: 1e9 }),
    ) as Frame;
    expect(frame.columns).toEqual(table.columns.map(({ name }) => name));
    expect(frame.rows).toHaveLength(table.rows);
    expect(frame.types.timestamp).toBe('datetime64[ns, UTC]');
    expect(frame.types.onset_sec).toBe('float64');
    let i = 0;
    for await (const row of readTable(out, table)) {
      const cells = frame.rows[i] ?? [];
      const at = (name: string): string => cells[frame.columns.indexOf(name)] ?? '';
      for (const name of ['timestamp', 'roomId', 'content', 'onset', 'value']) {
        const value = row[name];
        if (frame.columns.includes(name) && (typeof value !== 'object' || value === null)) {
          expect(at(name)).toBe(String(value ?? ''));
        }
      }
      i += 1;
    }
  }
});
