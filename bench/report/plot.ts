import { type Figure, isMet, type Result } from '../support/bench.ts';

const width = 860;
const barsFrom = 430;
const barsTo = 740;
const line = 24;
const top = 54;

/** How far a figure is of its target: 1 is just met, more is not. */
function share({ value, most, least }: Figure): number | undefined {
  if (most !== undefined && most > 0) return value / most;
  if (least !== undefined && value > 0) return least / value;
  return undefined;
}

/** All figures that have a target, each as a bar of its target's length: what passes the line misses it. */
export function plot(results: readonly Result[]): string {
  const rows = results
    .filter(({ name }) => name !== 'requests')
    .flatMap(({ name, figures }) =>
      figures.flatMap((figure) => {
        const part = share(figure);
        return part === undefined ? [] : [{ label: `${name}: ${figure.what}`, part, figure }];
      }),
    );
  const most = Math.max(2, ...rows.map(({ part }) => part));
  const x = (part: number) => barsFrom + (part / most) * (barsTo - barsFrom);
  const height = top + rows.length * line + 20;
  const bars = rows.map(({ label, part, figure }, i) => {
    const y = top + i * line;
    const color = isMet(figure) === false ? '#c2410c' : '#15803d';
    return [
      `<text x="${barsFrom - 10}" y="${y + 13}" text-anchor="end">${escaped(label)}</text>`,
      `<rect x="${barsFrom}" y="${y + 2}" width="${(x(part) - barsFrom).toFixed(1)}" height="14" rx="2" fill="${color}"/>`,
      // With a border of the ground's colour: the line of the target is behind it.
      `<text x="${(x(part) + 6).toFixed(1)}" y="${y + 13}" stroke="#ffffff" stroke-width="5" paint-order="stroke">${figure.value} ${escaped(figure.unit)}</text>`,
    ].join('\n');
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="sans-serif" font-size="12" fill="#1f2937">`,
    '<title>Figures of the benchmarks against their targets</title>',
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    '<text x="20" y="22" font-size="15" font-weight="bold">Figures against their targets</text>',
    `<text x="${x(1).toFixed(1)}" y="40" text-anchor="middle">target</text>`,
    `<line x1="${x(1).toFixed(1)}" y1="46" x2="${x(1).toFixed(1)}" y2="${height - 12}" stroke="#1f2937" stroke-dasharray="4 3"/>`,
    ...bars,
    '</svg>\n',
  ].join('\n');
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
