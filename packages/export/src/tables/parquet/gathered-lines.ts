import { type BlockTexts, blocksOf } from './block-reader.ts';

/** The values of a file that is gathered, a line each, record after record: what stands side by side in a table does here. */
export async function* gatheredLines(path: string): AsyncGenerator<Buffer, void> {
  for await (const block of blocksOf(path, 'unfinished')) {
    const columns = Array.from({ length: block.width }, () => linesOf(block.texts()));
    const lines: string[] = [];
    for (let row = 0; row < block.rows; row += 1) {
      for (const next of columns) {
        const text = next(row);
        if (text !== undefined) lines.push(text);
      }
    }
    yield Buffer.from(`${lines.join('\n')}\n`);
  }
}

/** Gives the text of each record in turn. */
function linesOf({
  present,
  count,
  bytes,
  starts,
  indexes,
}: BlockTexts): (row: number) => string | undefined {
  const different = Array.from({ length: starts.length - 1 }, (_, i) =>
    bytes.toString('utf8', (starts[i] ?? 0) + 4, starts[i + 1]),
  );
  let value = 0;
  return (row) => {
    if (count === 0 || present?.[row] === 0) return undefined;
    const text = different[different.length === 1 ? 0 : (indexes?.[value] ?? value)];
    value += 1;
    return text;
  };
}
