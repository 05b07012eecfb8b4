import { fork } from 'node:child_process';
import { once } from 'node:events';
import { check } from './bench.ts';
import { program, type Run } from './programs.ts';

/** What a run in a process that stays tells of itself. */
export interface Told {
  readonly rows: number;
  readonly seconds: number;
  readonly peakMegabytes: number;
}

/** @throws when it had other rows than it should */
export function runOf({ rows, seconds, peakMegabytes }: Told, wanted: number): Run {
  check('rows', rows, wanted);
  return { seconds, peakMegabytes, cpuSeconds: 0, stdout: '' };
}

/** Core's own iteration, again and again in one process. */
export class WarmCore {
  readonly #child;
  readonly #rows: number;
  /** One for all runs: it rejects when the process ends. */
  readonly #failure: Promise<never>;

  constructor(url: string, rows: number) {
    this.#child = fork(program('iterate-warm'), [url]);
    this.#rows = rows;
    this.#failure = once(this.#child, 'exit').then(([code]) => {
      throw new Error(`The iteration ended with ${code}.`);
    });
    // Its end is expected in the end.
    this.#failure.catch(() => undefined);
  }

  async run(): Promise<Run> {
    this.#child.send('again');
    const [told]: Told[] = await Promise.race([once(this.#child, 'message'), this.#failure]);
    if (told === undefined) throw new Error('The iteration told nothing.');
    return runOf(told, this.#rows);
  }

  async stop(): Promise<void> {
    const ended = once(this.#child, 'exit');
    this.#child.disconnect();
    await ended;
  }
}
