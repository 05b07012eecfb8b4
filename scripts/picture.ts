/**
 * Draws what the demo printed as the picture in the README:
 *
 *   npm run demo | node scripts/picture.ts > docs/images/demo.svg
 */
import { text } from 'node:stream/consumers';

const printed = await text(process.stdin);
// npm and the set-up print before the command.
const lines = printed
  .slice(Math.max(0, printed.indexOf('$ npx')))
  .trimEnd()
  .split('\n');

const lineHeight = 19;
const characterWidth = 8.05;
const margin = 20;
const width = Math.ceil(Math.max(...lines.map((line) => line.length)) * characterWidth) + 2 * margin;
const height = lines.length * lineHeight + 2 * margin;

const escaped = (line: string) =>
  line.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const colour = (line: string) => {
  if (line.startsWith('$')) return '#ffffff';
  return /^(data type|complete|→|report)/.test(line) ? '#8fd694' : '#d0d7de';
};

const drawn = lines.map(
  (line, index) =>
    `  <text x="${margin}" y="${margin + (index + 0.75) * lineHeight}" fill="${colour(line)}" xml:space="preserve">${escaped(line)}</text>`,
);

process.stdout.write(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="What the demo prints: a table of the exported files">
  <rect width="100%" height="100%" rx="8" fill="#1b2430"/>
  <g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="13.4">
${drawn.join('\n')}
  </g>
</svg>
`);
