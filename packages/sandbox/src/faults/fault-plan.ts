import { UsageError } from '@hyperstudy-workflows/core';
import { pick, random } from '../random.ts';
import { count, type Stats } from '../stats.ts';
import { kindsOf, parseSpec } from './spec.ts';

/**
 * What may go wrong with an answer of the API. 500, 503, 504: an error envelope; 502html: a page of a gateway;
 * reset: the connection breaks in the middle of the body; truncated: the body ends early, yet properly; slow: the
 * body takes its time; 429s, 429date, 429none: too many requests, with Retry-After in seconds, as a date, or not.
 */
export const apiFaults = [
  '500',
  '502html',
  '503',
  '504',
  'reset',
  'truncated',
  'slow',
  '429s',
  '429date',
  '429none',
] as const;
/** Name of a fault of the API. */
export type ApiFault = (typeof apiFaults)[number];

/**
 * What may go wrong with a file. cut: the connection breaks at some byte; stall: the body stops for a while;
 * expired: it breaks and the URL is refused from then on; replaced: it breaks and the file has other bytes and
 * another ETag from then on; length: Content-Length is wrong; flip: one bit is wrong; norange: Range is ignored;
 * redirect: to a third host; nolength: no Content-Length; 404: the file is gone for good (decided per file).
 */
export const fileFaults = [
  'file-cut',
  'file-stall',
  'file-503',
  'file-429',
  'file-expired',
  'file-replaced',
  'file-length',
  'file-flip',
  'file-norange',
  'file-redirect',
  'file-nolength',
  'file-404',
] as const;
/** Name of a fault of the storage. */
export type FileFault = (typeof fileFaults)[number];

/** What goes wrong, and how often. */
export interface FaultSpec {
  /** Default: the sandbox's seed. */
  readonly seed?: number;
  /** Share of requests that go wrong, 0 to 1. Default 0.1. */
  readonly rate?: number;
  /** Default: every API fault. Groups in a spec string: api, files, all (both without file-404). */
  readonly kinds?: readonly (ApiFault | FileFault)[];
  /** Most faults in a row for one URL, so that retries can win. Default 2. */
  readonly maxConsecutive?: number;
  /** ms that slow and file-stall take. Default 1000. */
  readonly delay?: number;
  /** Seconds in Retry-After. Default 1. */
  readonly retryAfter?: number;
  /** Only URLs that contain this text. Default: all. */
  readonly match?: string;
}

const everyKind = [...apiFaults, ...fileFaults];
/** Groups hold what a retry can win against, so not the file that is gone. */
const passing = fileFaults.filter((kind) => kind !== 'file-404');
const groups = { api: apiFaults, files: passing, all: [...apiFaults, ...passing] };

/** Reads a spec such as `seed=7,rate=0.1,kinds=500+502html+reset`. */
export function parseFaults(text: string): FaultSpec {
  const { kinds, ...others } = parseSpec('faults', text, {
    seed: 'number',
    rate: 'number',
    kinds: 'words',
    maxConsecutive: 'number',
    delay: 'number',
    retryAfter: 'number',
    match: 'text',
  });
  return kinds === undefined ? others : { ...others, kinds: kindsOf('faults', kinds, everyKind, groups) };
}

/**
 * Decides which requests go wrong, and how: by the seed, the URL and how often that URL was asked for, so that
 * what runs at the same time makes no difference.
 */
export class FaultPlan {
  readonly delay: number;
  readonly retryAfter: number;
  readonly #seed: number;
  readonly #rate: number;
  readonly #kinds: readonly (ApiFault | FileFault)[];
  readonly #most: number;
  readonly #match: string;
  readonly #stats: Stats;
  readonly #asked = new Map<string, { times: number; row: number }>();

  constructor(spec: FaultSpec, seed: number, stats: Stats) {
    this.#seed = spec.seed ?? seed;
    this.#rate = spec.rate ?? 0.1;
    this.#kinds = spec.kinds ?? apiFaults;
    this.#most = spec.maxConsecutive ?? 2;
    this.#match = spec.match ?? '';
    this.#stats = stats;
    this.delay = spec.delay ?? 1_000;
    this.retryAfter = spec.retryAfter ?? 1;
    if (this.#rate > 1) {
      throw new UsageError(`rate in faults is a share from 0 to 1, not ${this.#rate}.`);
    }
  }

  has(kind: ApiFault | FileFault): boolean {
    return this.#kinds.includes(kind);
  }

  /** The fault of this request for a URL of the API, if it has one. */
  forApi(url: string): ApiFault | null {
    return this.#next(url, apiFaults);
  }

  /** The fault of this request for a file, if it has one. */
  forFile(path: string): FileFault | null {
    if (this.has('file-404') && path.includes(this.#match) && random(this.#seed, 'gone', path) < this.#rate) {
      return this.#counted('file-404');
    }
    return this.#next(path, passing);
  }

  /** A place in a body of `length` bytes: never its very beginning or end. */
  place(url: string, length: number): number {
    const times = this.#asked.get(url)?.times ?? 0;
    return 1 + Math.floor(random(this.#seed, 'place', url, times) * Math.max(1, length - 2));
  }

  #next<T extends ApiFault | FileFault>(url: string, side: readonly T[]): T | null {
    const [first, ...others] = side.filter((kind) => this.has(kind));
    if (first === undefined || !url.includes(this.#match)) return null;
    const asked = this.#asked.get(url) ?? { times: 0, row: 0 };
    this.#asked.set(url, asked);
    asked.times++;
    if (asked.row >= this.#most || random(this.#seed, 'fault', url, asked.times) >= this.#rate) {
      asked.row = 0;
      return null;
    }
    asked.row++;
    return this.#counted(pick([first, ...others], this.#seed, 'kind', url, asked.times));
  }

  #counted<T extends ApiFault | FileFault>(kind: T): T {
    count(this.#stats.faults, kind);
    return kind;
  }
}
