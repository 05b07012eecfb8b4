// All data types of one participant in a room. A type that can't be read doesn't stop the others.
//
//   node participant-everything.ts u_ada91 room_film26_0007
import { dataType, dataTypeNames, HyperStudy, isHyperStudyError } from '@hyperstudy-workflows/core';

const [participant = '', room = ''] = process.argv.slice(2);
await using hs = new HyperStudy({
  apiKey: process.env.HYPERSTUDY_API_KEY,
  baseUrl: process.env.HYPERSTUDY_BASE_URL,
});

const types = dataTypeNames.filter((name) =>
  dataType(name).scopes.some((scope: string) => scope === 'participant'),
);
const everything = await Promise.all(
  types.map(async (type) => {
    try {
      return { type, records: await hs.records(type, { participant, room }) };
    } catch (error) {
      if (!isHyperStudyError(error)) throw error;
      return { type, problem: error.message };
    }
  }),
);

for (const { type, records, problem } of everything) console.log(`${type}: ${problem ?? records?.length}`);
