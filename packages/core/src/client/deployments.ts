import type { Deployment, Session } from '../data-types/schemas/index.ts';
import { checkedId } from '../data-types/scope.ts';
import { RecordQuery } from '../records/record-query.ts';
import { readEnvelope, unwrapOne } from '../transport/envelope.ts';
import type { Transport } from '../transport/transport.ts';
import { ListSource } from './list-source.ts';

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

  list(options: ListDeploymentsOptions = {}): RecordQuery<Deployment> {
    const query = { experimentId: options.experiment, status: options.status };
    return new RecordQuery((limit) => new ListSource(this.#transport, '/deployments', query, { limit }));
  }

  /** @throws {NotFoundError} */
  async get(id: string): Promise<Deployment> {
    const answer = await this.#transport.call(pathOf(id));
    return unwrapOne(readEnvelope(answer.body)) as Deployment;
  }

  /** Rooms of a deployment. */
  sessions(id: string): RecordQuery<Session> {
    return new RecordQuery(
      (limit) => new ListSource(this.#transport, `${pathOf(id)}/sessions`, {}, { limit }),
    );
  }
}

const pathOf = (id: string): string => `/deployments/${encodeURIComponent(checkedId(id, 'deployment'))}`;
