import type { Experiment, ExperimentExport } from '../data-types/schemas/index.ts';
import { checkedId } from '../data-types/scope.ts';
import { RecordQuery } from '../records/record-query.ts';
import type { Transport } from '../transport/transport.ts';
import { ListSource } from './list-source.ts';
import { fetchOne } from './one.ts';

/** Which experiments are listed, and how. */
export interface ListExperimentsOptions {
  /** Part of the name. */
  search?: string;
  /** Short rows without definitions. */
  summary?: boolean;
  /** Most experiments in all. Default: all. */
  limit?: number;
  signal?: AbortSignal;
}

/** Experiments: the blueprints of studies. */
export class Experiments {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** Experiments that the key can see, those shared by others included (so don't assume ownership). */
  list(options: ListExperimentsOptions = {}): RecordQuery<Experiment> {
    const query = { search: options.search, view: options.summary ? 'summary' : undefined };
    return new RecordQuery((limit = options.limit) => {
      // The service gives 50 experiments a page (Python SDK 0.4.1).
      return new ListSource(this.#transport, '/experiments', query, {
        pageSize: 50,
        limit,
        signal: options.signal,
      });
    });
  }

  /** Experiments that other organizations share with this one. */
  shared(): RecordQuery<Experiment> {
    return new RecordQuery((limit) => new ListSource(this.#transport, '/experiments/shared', {}, { limit }));
  }

  /** @throws {NotFoundError} */
  get(id: string): Promise<Experiment> {
    return this.#one<Experiment>(id, '');
  }

  /** The definition as stored, without additions of the server. */
  config(id: string): Promise<Record<string, unknown>> {
    return this.#one<Record<string, unknown>>(id, '/config');
  }

  /** The definition with the list of its media. */
  export(id: string): Promise<ExperimentExport> {
    return this.#one<ExperimentExport>(id, '/export');
  }

  #one<T extends object>(id: string, what: string): Promise<T> {
    const path = `/experiments/${encodeURIComponent(checkedId(id, 'experiment'))}${what}`;
    return fetchOne<T>(this.#transport, path, 'experiment');
  }
}
