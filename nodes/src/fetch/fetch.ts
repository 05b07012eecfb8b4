import { randomUUID } from 'node:crypto';
import { dataType } from '@hyperstudy-workflows/core';
import type { Run } from '../common/activity.ts';
import type { Message, Send } from '../common/host.ts';
import { type Pace, paceOf } from '../common/pace.ts';
import { done, partial, type Status, shortCount, working } from '../common/status.ts';
import type { Surroundings } from '../common/surroundings.ts';
import { Tasks } from '../common/tasks.ts';
import { chosen } from '../connection/connection.ts';
import { arrange, type Item } from './arrange.ts';
import { type FetchConfig, type FetchSettings, fetchSettings } from './settings.ts';

/** Fetches records for each message and hands them on. */
export class Fetcher {
  readonly #surroundings: Surroundings<FetchConfig>;
  readonly #tasks: Tasks;
  readonly #pace: Pace;

  constructor(surroundings: Surroundings<FetchConfig>) {
    const { config, connection, host } = surroundings;
    this.#surroundings = surroundings;
    this.#tasks = new Tasks(host, connection);
    this.#pace = paceOf(config.pace);
  }

  /** One input: a command, or something to fetch. Ends when everything was handed on. */
  async input(message: Message, send: Send): Promise<void> {
    const command = this.#tasks.command(message, ['next', 'cancel']);
    if (command === 'next') this.#pace.next();
    else if (command === 'cancel') this.#tasks.cancel();
    else await this.#tasks.run((run, signal) => this.#deliver(message, send, run, signal));
  }

  close(): Promise<void> {
    return this.#tasks.close();
  }

  async #deliver(message: Message, send: Send, run: Run, signal: AbortSignal): Promise<Status> {
    const client = chosen(this.#surroundings.connection).client();
    const settings = await fetchSettings(this.#surroundings.config, this.#surroundings.host, message);
    const { limit, pageSize } = settings;
    const query = client.records(settings.dataType, settings.scope, {
      ...settings.filters,
      limit,
      pageSize,
      // What the flow has not taken yet is not read ahead: four pages at once cost 100 MB more.
      concurrency: settings.output === 'array' ? undefined : 1,
      signal,
    });
    let delivered = 0;
    for await (const item of arrange(query.pages(), settings.output, randomUUID())) {
      signal.throwIfAborted();
      const { complete, problems } = query.report;
      const ending = item.isLast ? { complete, ...(problems.length === 0 ? {} : { problems }) } : {};
      send(this.#messageOf(item, message, settings, ending));
      delivered = item.delivered;
      run.progress(working('progress', progressOf(item)));
      if (!item.isLast) await this.#pace.after(signal);
    }
    for (const problem of query.report.problems) this.#surroundings.host.warn(problem);
    return (query.report.complete ? done : partial)('records', { count: shortCount(delivered) });
  }

  #messageOf(item: Item, message: Message, settings: FetchSettings, ending: object): Message {
    const facts = {
      node: this.#surroundings.host.id,
      dataType: settings.dataType,
      scope: settings.scope,
      total: item.total,
      key: dataType(settings.dataType).key,
      ...ending,
    };
    if (item.parts === undefined) return Object.assign(message, { payload: item.payload, hyperstudy: facts });
    const { payload: _, hyperstudy: __, parts: ___, ...rest } = message;
    return {
      ...this.#surroundings.host.clone(rest),
      payload: item.payload,
      parts: item.parts,
      hyperstudy: facts,
    };
  }
}

const progressOf = ({ delivered, total }: Item) => ({
  count: shortCount(delivered),
  total: total === undefined ? '?' : shortCount(total),
});
