import type { Connection } from '../connection/connection.ts';
import { Activity, type Run } from './activity.ts';
import { flowError } from './flow-error.ts';
import type { Host, Message } from './host.ts';
import { isCancelled, Jobs } from './jobs.ts';
import { commandOf } from './overrides.ts';
import { type Status, stopped, working } from './status.ts';

/** The inputs of a node, with its status: what is under way, then how the last one ended. */
export class Tasks {
  readonly #jobs: Jobs;
  readonly #activity: Activity;

  constructor(host: Host, connection: Connection | undefined, concurrency = 1) {
    this.#jobs = new Jobs(concurrency);
    this.#activity = new Activity(host.status, () => connection?.isWaiting ?? false);
  }

  /** Does the work of one input; the status it gives is shown when nothing else is under way. */
  async run(work: (run: Run, signal: AbortSignal) => Promise<Status>): Promise<void> {
    const run = this.#activity.begin(working('asking'));
    let end = stopped('cancelled');
    try {
      end = await this.#jobs.run((signal) => work(run, signal));
    } catch (error) {
      if (!isCancelled(error)) end = flowError(error).status;
      throw error;
    } finally {
      run.end(end);
    }
  }

  /** One input of a node that can be told to cancel, and nothing else. */
  async input(message: Message, work: (run: Run, signal: AbortSignal) => Promise<Status>): Promise<void> {
    if (this.command(message, ['cancel']) === 'cancel') this.cancel();
    else await this.run(work);
  }

  /** What a message tells the node to do. @throws {UsageError} for an unknown command, which shows in the status. */
  command<C extends string>(message: Message, commands: readonly C[]): C | undefined {
    try {
      return commandOf(message, commands);
    } catch (error) {
      this.#activity.idle(flowError(error).status);
      throw error;
    }
  }

  cancel(): void {
    this.#jobs.cancel();
  }

  async close(): Promise<void> {
    await this.#jobs.close();
    this.#activity.close();
  }
}
