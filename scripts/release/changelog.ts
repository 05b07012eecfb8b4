import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

/** A file of .changeset: a change that is not released yet. */
export interface Changeset {
  readonly file: string;
  /** How much it changes, by package. */
  readonly bumps: Readonly<Record<string, 'major' | 'minor' | 'patch'>>;
  /** Markdown: items of a list. */
  readonly text: string;
}

const bumpsSchema = z.record(z.string(), z.enum(['major', 'minor', 'patch']));

/**
 * The changes that are not released yet, in order of their files' names.
 * @throws {Error} that says which files are not as they have to be, and how that is.
 */
export function changesetsIn(root: string): Changeset[] {
  const files = globSync('.changeset/*.md', { cwd: root })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => !file.endsWith('/README.md'))
    .sort();
  const wrong: string[] = [];
  const changesets = files.flatMap((file): Changeset[] => {
    const [, head = '', text = ''] =
      /^---\r?\n([\s\S]*?)\r?\n---\r?\n([\s\S]*)$/.exec(readFileSync(join(root, file), 'utf8')) ?? [];
    const bumps = bumpsSchema.safeParse(parse(head));
    const lines = text.trim().replaceAll('\r\n', '\n');
    if (bumps.success && lines.startsWith('- ')) return [{ file, bumps: bumps.data, text: lines }];
    wrong.push(file);
    return [];
  });
  if (wrong.length === 0) return changesets;
  throw new Error(
    `${wrong.join(', ')}: not a changeset. It has to be like this:\n\n---\n"@hyperstudy-workflows/core": minor\n---\n\n- \`core\`: what is new.\n`,
  );
}

/** The changelog with a release more, above those before it. */
export function withRelease(changelog: string, version: string, changesets: readonly Changeset[]): string {
  const items = changesets.map(({ text }) => text).join('\n');
  const [intro = '', ...older] = changelog.trimEnd().split(/^(?=## )/m);
  return `${[intro.trimEnd(), `## ${version}\n\n${items}`, ...older.map((text) => text.trimEnd())].join('\n\n')}\n`;
}
