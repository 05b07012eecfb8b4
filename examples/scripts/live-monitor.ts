// Reports new events of a room while the session runs. The state file makes it go on after a restart where it was.
//
//   node live-monitor.ts room_film26_0007 monitor.json
import { fileStore, HyperStudy } from '@hyperstudy-workflows/core';

const [room = '', state = 'monitor.json', seconds = '10'] = process.argv.slice(2);
await using hs = new HyperStudy({
  apiKey: process.env.HYPERSTUDY_API_KEY,
  baseUrl: process.env.HYPERSTUDY_BASE_URL,
});

const stop = new AbortController();
process.once('SIGINT', () => stop.abort());
process.once('SIGTERM', () => stop.abort());

const batches = hs.poll(
  'events',
  { room },
  { store: fileStore(state), interval: Number(seconds) * 1000, from: 'all', signal: stop.signal },
);
try {
  for await (const { records, round } of batches) {
    console.log(`round ${round}: ${records.length} new`);
    for (const { timestamp, participantId, eventType } of records)
      console.log(`  ${timestamp} ${participantId ?? 'room'} ${eventType}`);
  }
} catch (error) {
  if (!stop.signal.aborted) throw error;
}
