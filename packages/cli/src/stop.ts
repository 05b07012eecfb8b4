/** Why a run was stopped before its end. Not an error: what is done is kept. */
export class Stopped extends Error {
  override readonly name = 'Stopped';
}

/** A signal that Ctrl-C, SIGTERM or a deadline pulls. A second Ctrl-C ends the process at once. */
export function stopSignal(deadline?: number): { signal: AbortSignal; release: () => void } {
  const controller = new AbortController();
  const stop = (why: string) => controller.abort(new Stopped(why));
  const onInterrupt = () => {
    stop('Stopped by Ctrl-C.');
    process.removeListener('SIGINT', onInterrupt);
  };
  const onTerminate = () => stop('Stopped by SIGTERM.');
  process.on('SIGINT', onInterrupt);
  process.on('SIGTERM', onTerminate);
  const timer =
    deadline === undefined ? undefined : setTimeout(() => stop('The deadline is reached.'), deadline);
  timer?.unref();
  return {
    signal: controller.signal,
    release: () => {
      clearTimeout(timer);
      process.removeListener('SIGINT', onInterrupt);
      process.removeListener('SIGTERM', onTerminate);
    },
  };
}
