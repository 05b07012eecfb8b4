import type { Connection } from '../connection/connection.ts';
import type { Host } from './host.ts';

/** What the logic of a node is given. */
export interface Surroundings<Config> {
  /** Settings, brought to this release. */
  readonly config: Config;
  /** Undefined where none is chosen. */
  readonly connection: Connection | undefined;
  readonly host: Host;
  /** Where relative folders stand; undefined: where Node-RED was started. */
  readonly workingDirectory: string | undefined;
}
