// The ratings of a pair on one time line, as a picture: a curve for each participant, steps of 250 ms, time in seconds
// since the content started in the room.
//
//   node pair-ratings.ts room_film26_0007 > ratings.svg
import { HyperStudy } from '@hyperstudy-workflows/core';

const [room = ''] = process.argv.slice(2);
await using hs = new HyperStudy({
  apiKey: process.env.HYPERSTUDY_API_KEY,
  baseUrl: process.env.HYPERSTUDY_BASE_URL,
});

const step = 250;
/** By participant: the mean of the samples in each step, 0 to 1. */
const curves = new Map<string, Map<number, { sum: number; count: number }>>();
for await (const { participantId, onset, normalizedValue } of hs.ratings({ room })) {
  if (typeof onset !== 'number' || typeof normalizedValue !== 'number') continue;
  const curve = curves.get(participantId ?? '') ?? new Map<number, { sum: number; count: number }>();
  curves.set(participantId ?? '', curve);
  const at = Math.round(onset / step) * step;
  const mean = curve.get(at) ?? { sum: 0, count: 0 };
  curve.set(at, { sum: mean.sum + normalizedValue, count: mean.count + 1 });
}

const [width, height] = [960, 240];
const times = [...curves.values()].flatMap((curve) => [...curve.keys()]);
const first = times.reduce((least, time) => Math.min(least, time), Number.POSITIVE_INFINITY);
const last = times.reduce((most, time) => Math.max(most, time), Number.NEGATIVE_INFINITY);
const x = (time: number) => (((time - first) / Math.max(1, last - first)) * width).toFixed(1);
const y = (value: number) => ((1 - value) * height).toFixed(1);
const colours = ['#0072b2', '#d55e00', '#009e73', '#cc79a7'];

const lines = [...curves.values()].map((curve, i) => {
  const points = [...curve]
    .sort(([a], [b]) => a - b)
    .map(([time, { sum, count }]) => `${x(time)},${y(sum / count)}`);
  return `<polyline fill="none" stroke="${colours[i % colours.length]}" points="${points.join(' ')}"/>`;
});
// Ids come from the server: they are text here, never markup.
const text = (value: string) => value.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
const names = [...curves.keys()].map(
  (name, i) =>
    `<text x="${8 + i * 160}" y="${height + 20}" fill="${colours[i % colours.length]}">${text(name)}</text>`,
);
console.log(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height + 30}" font-family="sans-serif">
${[...lines, ...names].join('\n')}
<text x="${width}" y="${height + 20}" text-anchor="end">${first / 1000} to ${last / 1000} s</text>
</svg>`);
