// The floor: GETs of all pages with undici and JSON.parse, and nothing else; with a file to write, the cheapest possible
// line per record as well. Arguments: base URL, rows, requests at once, [file], [rows per page].
import { createWriteStream } from 'node:fs';
import { createRequire } from 'node:module';
import { finished } from 'node:stream/promises';

const { Agent, request } = createRequire(new URL('../../packages/core/package.json', import.meta.url))(
  'undici',
);
const [url, rows, concurrency, path = '', page = '1000'] = process.argv.slice(2);
const dispatcher = new Agent({ connections: Number(concurrency) });
const file = path === '' ? undefined : createWriteStream(path);
const size = Number(page);
let next = 0;
let count = 0;

async function work() {
  while (next < Number(rows)) {
    const offset = next;
    next += size;
    const answer = await request(`${url}/data/events/experiment/exp_bench?limit=${size}&offset=${offset}`, {
      dispatcher,
    });
    const { data } = JSON.parse(await answer.body.text());
    count += data.length;
    if (file === undefined) continue;
    let lines = '';
    for (const row of data) lines += `${Object.values(row).join(',')}\n`;
    if (!file.write(lines)) await new Promise((resolve) => file.once('drain', resolve));
  }
}

await Promise.all(Array.from({ length: Number(concurrency) }, work));
if (file !== undefined) await finished(file.end());
await dispatcher.close();
process.stdout.write(JSON.stringify({ rows: count }));
