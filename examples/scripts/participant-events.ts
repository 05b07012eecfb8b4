// One participant's events in a room, with a summary: how many of each category, when the first and the last was.
//
//   node participant-events.ts u_ada91 room_film26_0007
import { HyperStudy } from '@hyperstudy-workflows/core';

const [participant = '', room = ''] = process.argv.slice(2);
await using hs = new HyperStudy({
  apiKey: process.env.HYPERSTUDY_API_KEY,
  baseUrl: process.env.HYPERSTUDY_BASE_URL,
});

const events = await hs.events({ participant, room });
const categories = Map.groupBy(events, ({ category }) => category ?? 'none');

console.log(`${participant} in ${room}: ${events.length} events`);
for (const [category, list] of categories) console.log(`  ${category}: ${list.length}`);
const [first, last] = [events.at(0), events.at(-1)];
if (first && last) console.log(`  from ${first.timestamp} to ${last.timestamp}`);
