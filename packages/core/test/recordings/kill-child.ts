// Downloads all recordings of a room until it is killed: see kill.test.ts.
import { HyperStudy } from '../../src/index.ts';

const [, , baseUrl, apiKey, directory = ''] = process.argv;
const client = new HyperStudy({ baseUrl, apiKey });
await client.recordings.download({ room: 'room_1' }, { directory });
