/** The time in a sandbox: stands still, jumps, or runs faster than ours. Begins after the study's history. */
export class StudyClock {
  #time = Date.UTC(2026, 5, 1);
  #since = 0;
  #speed = 0;

  now(): number {
    return Math.floor(this.#time + (performance.now() - this.#since) * this.#speed);
  }

  text(): string {
    return new Date(this.now()).toISOString();
  }

  jump(ms: number): void {
    this.#time += ms;
  }

  /** Lets it run, this many times as fast as ours. */
  run(speed: number): void {
    this.#since = performance.now();
    this.#speed = speed;
  }
}
