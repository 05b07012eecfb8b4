// One request that has no method of its own, as robust as the rest: budget, tries, deadline, and an error that says
// what to do.
//
//   node robust-request.ts /data/rooms/experiment/exp_film26
import { HyperStudy, isHyperStudyError } from '@hyperstudy-workflows/core';

const [path = '/health'] = process.argv.slice(2);
await using hs = new HyperStudy({
  apiKey: process.env.HYPERSTUDY_API_KEY,
  baseUrl: process.env.HYPERSTUDY_BASE_URL,
});

try {
  const { body } = await hs.request(path, { query: { limit: 5 }, signal: AbortSignal.timeout(60_000) });
  console.log(JSON.stringify(body, null, 2));
} catch (error) {
  if (!isHyperStudyError(error)) throw error;
  console.error(`${error.message} ${error.hint ?? ''}`);
  console.error(`status ${error.status}, code ${error.code}, request ${error.requestId}: ${error.remedy}`);
  process.exitCode = 1;
}
