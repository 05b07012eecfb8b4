import type { NodeAPI } from 'node-red';
import type { Surroundings } from '../common/surroundings.ts';
import { registerWorker } from '../red/register-worker.ts';
import { migrations } from './migrations.ts';
import { RecordingDownloader } from './recording.ts';
import type { RecordingConfig } from './settings.ts';

export default function register(RED: NodeAPI): void {
  const logicOf = (surroundings: Surroundings<RecordingConfig>) => new RecordingDownloader(surroundings);
  registerWorker(RED, 'hyperstudy-recording', migrations, logicOf);
}
