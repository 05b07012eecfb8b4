// Events of a room as CSV with onsets in seconds and what was answered, one record at a time.
//
//   node events-to-csv.ts room_film26_0007 > events.csv
import { HyperStudy } from '@hyperstudy-workflows/core';

const [room = ''] = process.argv.slice(2);
await using hs = new HyperStudy({
  apiKey: process.env.HYPERSTUDY_API_KEY,
  baseUrl: process.env.HYPERSTUDY_BASE_URL,
});

const cell = (value: unknown): string => {
  const text = typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value ?? '');
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};
const seconds = (ms: number | null | undefined) => (ms === null || ms === undefined ? '' : ms / 1000);

console.log('id,participant_id,event_type,onset_s,response,response_time_s');
for await (const { id, participantId, eventType, onset, response } of hs.events({ room })) {
  const line = [
    id,
    participantId,
    eventType,
    seconds(onset),
    response?.value,
    seconds(response?.responseTime),
  ];
  console.log(line.map(cell).join(','));
}
