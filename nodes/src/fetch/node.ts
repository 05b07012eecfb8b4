import type { NodeAPI } from 'node-red';
import type { Surroundings } from '../common/surroundings.ts';
import { registerWorker } from '../red/register-worker.ts';
import { Fetcher } from './fetch.ts';
import { migrations } from './migrations.ts';
import type { FetchConfig } from './settings.ts';

export default function register(RED: NodeAPI): void {
  const logicOf = (surroundings: Surroundings<FetchConfig>) => new Fetcher(surroundings);
  registerWorker(RED, 'hyperstudy-fetch', migrations, logicOf);
}
