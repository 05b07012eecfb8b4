import type { Deployment, Session } from '../data-types/schemas/index.ts';
import { checkedId } from '../data-types/scope.ts';
import { RecordQuery } from '../records/record-query.ts';
import type { Transport } from '../transport/transport.ts';
import { ListSource } from './list-source.ts';
import { fetchOne } from './one.ts';

/** Which deployments are listed. */
export interface ListDeploymentsOptions {
  /** Only deployments of this experiment. */
  experiment?: string;
  /** active, paused, completed or archived. */
  status?: string;
}

/** Deployments: the data collection runs of an experiment. */
export class Deployments {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** Deployments, of all experiments or of one; streams. */
  list(options: ListDeploymentsOptions = {}): RecordQuery<Deployment> {
    const query = { experimentId: options.experiment, status: options.status };
    return new RecordQuery((limit) => new ListSource(this.#transport, '/deployments', query, { limit }));
  }

  /** @throws {NotFoundError} */
  get(id: string): Promise<Deployment> {
    return fetchOne(this.#transport, pathOf(id), 'deployment');
  }

  /** Rooms of a deployment. */
  sessions(id: string): RecordQuery<Session> {
    return new RecordQuery(
      (limit) => new ListSource(this.#transport, `${pathOf(id)}/sessions`, {}, { limit }),
    );
  }
}

const pathOf = (id: string): string => `/deployments/${encodeURIComponent(checkedId(id, 'deployment'))}`;
