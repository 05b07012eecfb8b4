/** A file of the docs that is written by a script, or holds a part that is. */
export interface GeneratedFile {
  /** Below the repository root. */
  readonly path: string;
  /** The whole new text, from the old text (undefined where there is no file). */
  readonly text: (old: string | undefined) => string;
}

export const code = (text: string) => `\`${text}\``;

/** A Markdown table as Biome formats one, so that formatting leaves the generated parts as they are. */
export function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [headings, ...rows].map((cells) => cells.map((cell) => cell.replaceAll('|', '\\|')));
  const widths = headings.map((_, column) =>
    Math.max(3, ...lines.map((cells) => cells[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const [first = [], ...others] = lines;
  return [line(first), line(widths.map((width) => '-'.repeat(width))), ...others.map(line)].join('\n');
}

const startMark = (region: string) => `<!-- ${region}:start -->`;
const endMark = (region: string) => `<!-- ${region}:end -->`;
export const emptyRegion = (region: string) => `${startMark(region)}\n${endMark(region)}`;

/** The text with what stands between the marks of a region replaced. */
export function withRegion(text: string, region: string, content: string): string {
  const start = text.indexOf(startMark(region));
  const end = text.indexOf(endMark(region), start);
  if (start === -1 || end === -1) {
    throw new Error(`add the lines ${startMark(region)} and ${endMark(region)} where the table belongs`);
  }
  return `${text.slice(0, start)}${startMark(region)}\n\n${content}\n\n${text.slice(end)}`;
}
