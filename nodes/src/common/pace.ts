import { setImmediate as nextTurn } from 'node:timers/promises';

/** Messages that are handed on before the flow gets its turn. */
const burst = 100;

/** Decides when the next message may follow. */
export interface Pace {
  /** To be waited for after a message was handed on; undefined where the next may follow at once, as most may. */
  after(signal: AbortSignal): Promise<void> | undefined;
  /** The flow says it is ready for the next one. */
  next(): void;
}

/** Lets the flow work off what it got before more is read. */
class FreePace implements Pace {
  #sent = 0;

  after(signal: AbortSignal): Promise<void> | undefined {
    this.#sent += 1;
    if (this.#sent % burst !== 0) return undefined;
    // Node-RED hands messages on in the same phase of the event loop; behind them is our turn.
    return nextTurn().then(() => signal.throwIfAborted());
  }

  next(): void {}
}

/** Waits for the flow to acknowledge each message. */
class AcknowledgedPace implements Pace {
  #permits = 0;
  #resume: (() => void) | undefined;

  async after(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (this.#permits > 0) {
      this.#permits -= 1;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const onAbort = () => reject(signal.reason);
      signal.addEventListener('abort', onAbort, { once: true });
      this.#resume = () => {
        signal.removeEventListener('abort', onAbort);
        resolve();
      };
    });
  }

  next(): void {
    const resume = this.#resume;
    this.#resume = undefined;
    if (resume === undefined) this.#permits += 1;
    else resume();
  }
}

/** free: when the flow has had its turn; ack: when a message says next. */
export const paceOf = (pace: 'free' | 'ack' | undefined): Pace =>
  pace === 'ack' ? new AcknowledgedPace() : new FreePace();
