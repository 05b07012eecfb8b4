import type { NodeAPI } from 'node-red';
import type { Surroundings } from '../common/surroundings.ts';
import { registerWorker } from '../red/register-worker.ts';
import { Exporter } from './export.ts';
import { migrations } from './migrations.ts';
import type { ExportConfig } from './settings.ts';

export default function register(RED: NodeAPI): void {
  const logicOf = (surroundings: Surroundings<ExportConfig>) => new Exporter(surroundings);
  registerWorker(RED, 'hyperstudy-export', migrations, logicOf);
}
