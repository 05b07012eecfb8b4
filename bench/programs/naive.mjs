// The script that one writes without a toolkit: page after page into an array, then one write. Arguments: base URL, file.
import { writeFileSync } from 'node:fs';

const [url, path] = process.argv.slice(2);
const rows = [];
for (let offset = 0, more = true; more; ) {
  const answer = await fetch(`${url}/data/events/experiment/exp_bench?limit=1000&offset=${offset}`);
  const { data, metadata } = await answer.json();
  rows.push(...data);
  more = metadata.pagination.hasMore;
  offset += data.length;
}
const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
const cell = (value) => {
  const text =
    value === undefined || value === null
      ? ''
      : typeof value === 'object'
        ? JSON.stringify(value)
        : String(value);
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};
const lines = rows.map((row) => columns.map((column) => cell(row[column])).join(','));
writeFileSync(path, `${[columns.join(','), ...lines].join('\n')}\n`);
process.stdout.write(JSON.stringify({ rows: rows.length }));
