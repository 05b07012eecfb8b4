import { type Clock, dataType, systemClock } from '@hyperstudy-workflows/core';
import { Activity } from '../common/activity.ts';
import { flowError } from '../common/flow-error.ts';
import type { Host, Message } from '../common/host.ts';
import { Cancelled } from '../common/jobs.ts';
import { commandOf } from '../common/overrides.ts';
import { type Pace, paceOf } from '../common/pace.ts';
import { done, failed, shortCount, stopped, working } from '../common/status.ts';
import { type Connection, chosen } from '../connection/connection.ts';
import type { PollBatch, PollRound } from './round.ts';
import { Schedule } from './schedule.ts';
import { intervalOf, type PollConfig, type PollSettings, pollSettings } from './settings.ts';

/** How the node reaches the flow when nothing came in. */
export interface PollEvents {
  readonly send: (message: Message) => void;
  /** Reaches Catch. */
  readonly error: (error: unknown) => void;
  readonly log: (text: string) => void;
}

export interface PollerOptions {
  readonly config: PollConfig;
  readonly connection: Connection | undefined;
  readonly host: Host;
  readonly events: PollEvents;
  readonly round: PollRound;
  /** Forgets the place: the next poll is a first one. */
  readonly forget: () => Promise<void>;
  readonly clock?: Clock;
  /** Time that the flow gets for a batch before it counts as taken, ms. Default 1000. */
  readonly settle?: number;
  readonly random?: () => number;
}

/**
 * Node-RED doesn't say when a flow is done with a message, and doesn't wait for it when it stops. A batch that was sent
 * this short a time ago, ms, comes again after a restart: most flows have written it somewhere by then.
 */
const usualSettle = 1000;

/** Asks for what is new, again and again, and hands it on. Polls never overlap. */
export class Poller {
  readonly #options: PollerOptions;
  readonly #clock: Clock;
  readonly #schedule: Schedule;
  readonly #activity: Activity;
  readonly #pace: Pace;
  #stop: AbortController | undefined;
  #loop: Promise<void> = Promise.resolve();
  #failures = 0;

  constructor(options: PollerOptions) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
    this.#schedule = new Schedule(intervalOf(options.config), options.random ?? Math.random);
    this.#pace = paceOf(options.config.pace);
    const { connection, host } = options;
    this.#activity = new Activity(host.status, () => connection?.isWaiting ?? false);
  }

  /** False where it runs already. */
  start(): boolean {
    if (this.#stop !== undefined) return false;
    const stop = new AbortController();
    this.#stop = stop;
    this.#loop = this.#run(stop.signal).catch((error: unknown) => this.#options.events.error(error));
    return true;
  }

  /** Commands: pause, resume, poll (now), reset. */
  async input(message: Message): Promise<void> {
    switch (commandOf(message, ['pause', 'resume', 'poll', 'reset', 'next'])) {
      case 'next':
        this.#pace.next();
        return;
      case 'pause':
        await this.#halt();
        this.#activity.idle(stopped('paused'));
        return;
      case 'reset':
        await this.#halt();
        await this.#options.forget();
        this.start();
        return;
      case 'resume':
        this.start();
        return;
      default:
        // Any other message means: poll now.
        if (!this.start()) this.#schedule.now();
    }
  }

  async close(): Promise<void> {
    await this.#halt();
    this.#activity.close();
  }

  async #halt(): Promise<void> {
    this.#stop?.abort(new Cancelled('The poll was stopped.'));
    this.#stop = undefined;
    await this.#loop;
  }

  async #run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const pause = await this.#poll(signal);
      await this.#schedule.wait(pause, this.#clock, signal);
    }
  }

  /** One poll, with its status. Gives the pause until the next, ms. */
  async #poll(signal: AbortSignal): Promise<number> {
    const run = this.#activity.begin(working('polling'));
    let end = stopped('paused');
    try {
      const count = await this.#deliver(signal);
      this.#recovered();
      const pause = this.#schedule.pause();
      end = done('next', { count: shortCount(count), time: this.#timeIn(pause) });
      return pause;
    } catch (error) {
      if (signal.aborted) return 0;
      this.#failures += 1;
      // An outage is one error, however long it lasts.
      if (this.#failures === 1) this.#options.events.error(error);
      const pause = this.#schedule.pauseAfter(this.#failures);
      const { status } = flowError(error);
      end = this.#failures === 1 ? status : failed('retry', { time: this.#timeIn(pause) });
      return pause;
    } finally {
      run.end(end);
    }
  }

  async #deliver(signal: AbortSignal): Promise<number> {
    const client = chosen(this.#options.connection).client();
    const settings = await pollSettings(this.#options.config, this.#options.host);
    let count = 0;
    for await (const batch of this.#options.round(client, settings, signal)) {
      signal.throwIfAborted();
      if (batch.records.length === 0) continue;
      // The place moves when the next batch is asked for: what is sent here is never skipped.
      await this.#send(batch, settings, signal);
      count += batch.records.length;
    }
    return count;
  }

  async #send(
    { records, cursor, key }: PollBatch,
    { dataType: name, scope }: PollSettings,
    signal: AbortSignal,
  ) {
    const facts = {
      node: this.#options.host.id,
      dataType: name,
      scope,
      key: dataType(name).key,
      cursor,
      state: key,
    };
    const payloads = this.#options.config.output === 'records' ? records : [[...records]];
    for (const payload of payloads) {
      this.#options.events.send({ payload, hyperstudy: { ...facts } });
      await this.#pace.after(signal);
    }
    const { config, settle = usualSettle } = this.#options;
    if (config.pace !== 'ack') await this.#clock.sleep(settle, signal);
  }

  #recovered(): void {
    if (this.#failures > 0)
      this.#options.events.log(`Polling works again, after ${this.#failures} failed tries.`);
    this.#failures = 0;
  }

  #timeIn(pause: number): string {
    return new Date(this.#clock.now() + pause).toTimeString().slice(0, 5);
  }
}
