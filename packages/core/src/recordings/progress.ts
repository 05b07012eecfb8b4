import type { Clock } from '../environment/clock.ts';
import type { DownloadProgress } from './types.ts';

/** The rate is that of the last so many ms. */
const rateSpan = 5000;
/** The rate is worked out from sums over so many ms. */
const sampleSpan = 100;
/** Reports come so often, ms, also while nothing moves. */
const reportEvery = 200;

interface MeterOptions {
  readonly clock: Clock;
  readonly onProgress?: (progress: DownloadProgress) => void;
  /** ms that the budget needs for this many more download URLs. */
  readonly paceOf?: (urls: number) => number;
}

/** Adds up the progress of many files and reports it, between start() and stop(). */
export class ProgressMeter {
  readonly #options: MeterOptions;
  readonly #samples: { at: number; bytes: number }[] = [];
  #files = 0;
  #filesDone = 0;
  #filesOfUnknownSize = 0;
  #bytes = 0;
  #bytesDone = 0;
  #urlsNeeded = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: MeterOptions) {
    this.#options = options;
  }

  start(): void {
    if (this.#options.onProgress === undefined) return;
    this.#timer = setInterval(() => this.#report(), reportEvery).unref();
    this.#report();
  }

  /** Reports for the last time. */
  stop(): void {
    if (this.#timer === undefined) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#report();
  }

  /** @param size bytes, where it is known; @param needsUrl whether a request of the budget comes first */
  addFile(size: number | undefined, needsUrl: boolean): FileProgress {
    this.#files += 1;
    this.#bytes += size ?? 0;
    if (size === undefined) this.#filesOfUnknownSize += 1;
    if (needsUrl) this.#urlsNeeded += 1;
    return new FileProgress(this, size, needsUrl);
  }

  /** For FileProgress. */
  change(change: { bytes?: number; done?: number; sizeFound?: boolean; urlFound?: boolean }): void {
    this.#bytes += change.bytes ?? 0;
    this.#bytesDone += change.done ?? 0;
    if (change.sizeFound) this.#filesOfUnknownSize -= 1;
    if (change.urlFound) this.#urlsNeeded -= 1;
  }

  fileDone(): void {
    this.#filesDone += 1;
  }

  transferred(bytes: number): void {
    const at = this.#options.clock.now();
    const last = this.#samples.at(-1);
    if (last !== undefined && at - last.at < sampleSpan) last.bytes += bytes;
    else this.#samples.push({ at, bytes });
    while (at - (this.#samples[0]?.at ?? at) > rateSpan) this.#samples.shift();
  }

  #report(): void {
    this.#options.onProgress?.(this.progress(this.#options.clock.now()));
  }

  progress(now: number): DownloadProgress {
    const bytes = this.#filesOfUnknownSize > 0 ? undefined : this.#bytes;
    const bytesPerSecond = this.#rate(now);
    return {
      files: this.#files,
      filesDone: this.#filesDone,
      bytes,
      bytesDone: this.#bytesDone,
      bytesPerSecond,
      eta: bytes === undefined ? undefined : this.#eta(bytes - this.#bytesDone, bytesPerSecond),
    };
  }

  #rate(now: number): number {
    const [first] = this.#samples;
    if (first === undefined) return 0;
    const sum = this.#samples.reduce((total, { at, bytes }) => total + (now - at <= rateSpan ? bytes : 0), 0);
    return Math.round((sum * 1000) / Math.max(sampleSpan, Math.min(rateSpan, now - first.at)));
  }

  #eta(left: number, bytesPerSecond: number): number | undefined {
    if (this.#filesDone === this.#files) return 0;
    if (left > 0 && bytesPerSecond === 0) return undefined;
    const forBytes = left > 0 ? (left * 1000) / bytesPerSecond : 0;
    return Math.round(Math.max(forBytes, this.#options.paceOf?.(this.#urlsNeeded) ?? 0));
  }
}

/** Progress of one file within the whole. */
export class FileProgress {
  readonly #meter: ProgressMeter;
  #size: number | undefined;
  #needsUrl: boolean;
  #done = 0;

  constructor(meter: ProgressMeter, size: number | undefined, needsUrl: boolean) {
    this.#meter = meter;
    this.#size = size;
    this.#needsUrl = needsUrl;
  }

  /** Bytes that came over the network. */
  transferred(bytes: number): void {
    this.#meter.transferred(bytes);
  }

  /** How much of the file is there, of how much where that is known now. */
  at(position: number, size?: number): void {
    this.#gotUrl();
    if (size !== undefined) this.#setSize(size);
    this.#meter.change({ done: position - this.#done });
    this.#done = position;
  }

  /** @param size of the file; undefined when there is none: what came of it counts, the rest doesn't */
  end(size: number | undefined): void {
    this.#gotUrl();
    this.#setSize(size ?? this.#done);
    if (size !== undefined) this.at(size);
    this.#meter.fileDone();
  }

  #setSize(size: number): void {
    if (size === this.#size) return;
    this.#meter.change({ bytes: size - (this.#size ?? 0), sizeFound: this.#size === undefined });
    this.#size = size;
  }

  #gotUrl(): void {
    if (this.#needsUrl) this.#meter.change({ urlFound: true });
    this.#needsUrl = false;
  }
}
