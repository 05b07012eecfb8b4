// A table of all rooms of an experiment: messages, ratings and mean sync quality of each. The rooms are read side by
// side; the budget of the key is kept whatever happens at once.
//
//   node many-rooms.ts exp_film26
import { HyperStudy } from '@hyperstudy-workflows/core';

const [experiment = ''] = process.argv.slice(2);
await using hs = new HyperStudy({
  apiKey: process.env.HYPERSTUDY_API_KEY,
  baseUrl: process.env.HYPERSTUDY_BASE_URL,
});

const rooms = await hs.rooms({ experiment });
const rows = await Promise.all(
  rooms.map(async ({ id: room }) => {
    let [samples, quality] = [0, 0];
    for await (const { syncQuality } of hs.sync({ room })) {
      if (typeof syncQuality !== 'number') continue;
      samples += 1;
      quality += syncQuality;
    }
    const [messages, ratings] = await Promise.all([hs.chat({ room }).count(), hs.ratings({ room }).count()]);
    return { room, messages, ratings, 'sync quality': samples === 0 ? '' : (quality / samples).toFixed(2) };
  }),
);
console.table(rows);
