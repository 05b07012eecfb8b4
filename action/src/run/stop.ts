/** Why an export ended before its end. Not an error: what is done is kept. */
class Stopped extends Error {
  override readonly name = 'Stopped';
}

export interface StopSignal extends Disposable {
  readonly signal: AbortSignal;
  /** Whether the job was cancelled, which leaves seconds. */
  readonly cancelled: boolean;
  /** Aborted when the job is cancelled, not by the deadline. */
  readonly cancellation: AbortSignal;
}

/** A signal that the deadline (ms from now) pulls, or the runner, which cancels a job with SIGINT, then SIGTERM. */
export function stopSignal(deadline: number | undefined): StopSignal {
  const controller = new AbortController();
  const cancel = new AbortController();
  const onSignal = () => {
    const reason = new Stopped('The job was cancelled.');
    controller.abort(reason);
    cancel.abort(reason);
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  const timer =
    deadline === undefined
      ? undefined
      : setTimeout(() => controller.abort(new Stopped('The deadline is reached.')), deadline);
  return {
    signal: controller.signal,
    get cancelled() {
      return cancel.signal.aborted;
    },
    cancellation: cancel.signal,
    [Symbol.dispose]() {
      clearTimeout(timer);
      process.removeListener('SIGINT', onSignal);
      process.removeListener('SIGTERM', onSignal);
    },
  };
}
