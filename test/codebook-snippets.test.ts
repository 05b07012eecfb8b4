import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { exportStudyOf } from './support/export.ts';
import { useFolders } from './support/folder.ts';
import { installed } from './support/installed.ts';
import { useSandbox } from './support/sandbox.ts';

const sandbox = useSandbox({ rooms: 3 });
const newFolder = useFolders();

const layouts: [string, readonly string[]][] = [
  ['of whole tables', []],
  ['for Excel', ['--csv-dialect', 'excel']],
  ['of rooms, packed', ['--partition', 'room', '--gzip']],
];

interface Tool {
  readonly language: string;
  /** Those of these commands that run have what the snippets need. */
  readonly commands: readonly string[];
  readonly flag: string;
  readonly needs: string;
  /** Says rows, columns and the newest time. */
  readonly end: string;
  readonly install: string;
}

const tools: Tool[] = [
  {
    language: 'python',
    commands: ['python3', '/usr/bin/python3'],
    flag: '-c',
    needs: 'import pandas; pandas.read_csv',
    end: 'print(*data.shape, data["timestamp"].max().isoformat(timespec="milliseconds"))',
    install: 'python3-pandas',
  },
  {
    language: 'r',
    commands: ['Rscript'],
    flag: '-e',
    needs: 'stopifnot(requireNamespace("jsonlite"), requireNamespace("dplyr"))',
    end: 'cat("\\n", dim(data), format(max(data$timestamp), "%Y-%m-%dT%H:%M:%OS"), "\\n")',
    install: 'r-base-core r-cran-jsonlite r-cran-dplyr',
  },
];

const commandOf = ({ commands, flag, needs }: Tool) =>
  commands.find((command) => {
    try {
      execFileSync(command, [flag, needs], { stdio: 'ignore' });
      return true;
    } catch {
      return false;
    }
  });

it.each(tools)('the snippets of the codebook run: $language', async (tool) => {
  const find = () => commandOf(tool);
  const command = tool.language === 'python' ? installed([tool.install], find) : find();
  if (command === undefined) {
    const words = `${tool.install} is not here, so its snippets were not tried.`;
    if (process.env.CI !== undefined && tool.language === 'python') throw new Error(words);
    process.stderr.write(`NOT TESTED: ${words}\n`);
    return;
  }
  for (const [name, layout] of layouts) {
    const out = join(await newFolder(), 'study');
    const { manifest } = await exportStudyOf(sandbox.current, out, [
      ...['--types', 'events', '--format', 'csv,ndjson'],
      ...layout,
    ]);
    const [events] = manifest.files;
    const markdown = await readFile(join(out, 'codebook.md'), 'utf8');
    const fence = new RegExp(`\`\`\`${tool.language}\\n([\\s\\S]*?)\\n\`\`\``, 'g');
    const snippets = [...markdown.matchAll(fence)].map(([, code = '']) => code);
    expect(snippets).toHaveLength(2);
    for (const [i, snippet] of snippets.entries()) {
      const said = execFileSync(command, [tool.flag, `${snippet}\n${tool.end}`], {
        cwd: out,
        encoding: 'utf8',
      });
      const [rows, columns, newest] = said.trim().split('\n').at(-1)?.trim().split(' ') ?? [];
      expect([name, i, Number(rows)]).toEqual([name, i, events?.rows]);
      if (i === 0) expect(Number(columns)).toBe(events?.columns.length);
      expect(newest?.slice(0, 19)).toBe(manifest.window.newest?.slice(0, 19));
    }
  }
});
