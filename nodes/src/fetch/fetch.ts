import { randomUUID } from 'node:crypto';
import type { Run } from '../common/activity.ts';
import type { Message, Send } from '../common/host.ts';
import { type Pace, paceOf } from '../common/pace.ts';
import { done, partial, type Status, shortCount, working } from '../common/status.ts';
import type { Surroundings } from '../common/surroundings.ts';
import { Tasks } from '../common/tasks.ts';
import { chosen } from '../connection/connection.ts';
import { arrange, type Item } from './arrange.ts';
import { Messages } from './messages.ts';
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
      concurrency: pagesAtOnce(settings),
      signal,
    });
    const messages = new Messages(this.#surroundings.host, message, settings);
    let delivered = 0;
    for await (const items of arrange(query.pages(), settings.output, randomUUID())) {
      for (const item of items) {
        signal.throwIfAborted();
        send(messages.of(item, query.report));
        delivered = item.delivered;
        run.progress(() => working('progress', progressOf(item)));
        const turn = item.isLast ? undefined : this.#pace.after(signal);
        if (turn !== undefined) await turn;
      }
    }
    for (const problem of query.report.problems) this.#surroundings.host.warn(problem);
    return (query.report.complete ? done : partial)('records', { count: shortCount(delivered) });
  }
}

/**
 * Pages under way; undefined: as many as it takes. Where the flow takes them one after the other, four need no more memory
 * than one (they stay packed until it is their turn), eight need 100 MB more. A limit mostly means a look at the first
 * ones: pages behind them would only cost requests.
 */
function pagesAtOnce({ output, limit }: FetchSettings): number | undefined {
  if (output === 'array') return undefined;
  return limit === undefined ? 4 : 1;
}

const progressOf = ({ delivered, total }: Item) => ({
  count: shortCount(delivered),
  total: total === undefined ? '?' : shortCount(total),
});
