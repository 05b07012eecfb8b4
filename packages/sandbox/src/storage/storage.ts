import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '../clock.ts';
import type { FaultPlan, FileFault } from '../faults/fault-plan.ts';
import type { Stats } from '../stats.ts';
import { naturalSize } from './object.ts';
import { Objects } from './objects.ts';
import { refuse, serve } from './serve.ts';
import { signed, verify } from './signing.ts';
import { tampering } from './tamper.ts';

export interface StorageOptions {
  readonly seed: number;
  readonly clock: Clock;
  readonly stats: Stats;
  /** Bytes of each recording; absent: as small as its format allows. */
  readonly recordingBytes?: number;
  /** ms until a minted URL stops working. */
  readonly urlExpiry: number;
  readonly faults: FaultPlan | null;
  /** Ends waits when the sandbox closes. */
  readonly signal: AbortSignal;
}

const week = 7 * 86_400_000;

/** The storage side: recordings behind signed URLs, as an object store serves them. */
export class Storage {
  /** Where it listens; known once it does. */
  origin = '';
  /** A third host with the same files, for redirects. */
  mirror = '';
  readonly #options: StorageOptions;
  readonly #secret: string;
  readonly #objects: Objects;
  readonly #revoked = new Set<string>();

  constructor(options: StorageOptions) {
    this.#options = options;
    this.#secret = `sandbox ${options.seed}`;
    this.#objects = new Objects(options.seed, (media) => this.sizeOf(media));
  }

  /** Bytes of a recording; media is mp4, webm, audio.webm or wav. */
  sizeOf(media: string): number {
    return this.#options.recordingBytes ?? naturalSize(media);
  }

  /** A URL for a short while. */
  sign(roomId: string, recordingId: string, media: string, now: number): string {
    return this.#url(roomId, recordingId, media, now, this.#options.urlExpiry);
  }

  /** The week-long URL that lists of older releases carried. */
  legacyUrl(roomId: string, recordingId: string, media: string): string {
    return this.#url(roomId, recordingId, media, this.#options.clock.now(), week);
  }

  /** A URL that anyone may use, as in the oldest releases. */
  publicUrl(roomId: string, recordingId: string, media: string): string {
    return `${this.origin}/hs-public/${roomId}/${recordingId}.${media}`;
  }

  #url(roomId: string, recordingId: string, media: string, now: number, expiry: number): string {
    const path = `/hs-rec/${roomId}/${recordingId}.${media}`;
    return `${this.origin}${signed(this.#secret, path, now, expiry)}`;
  }

  /** Answers a request; the mirror has no faults. */
  async handle(request: IncomingMessage, response: ServerResponse, isMirror = false): Promise<void> {
    const { stats, clock } = this.#options;
    const url = request.url ?? '/';
    const { pathname } = new URL(url, 'http://storage');
    stats.storageRequests++;
    response.setHeader('date', new Date(clock.now()).toUTCString());
    const refusal = this.#refusal(request, url);
    if (refusal !== null) return refuse(response, ...refusal);
    const fault = isMirror || request.method === 'HEAD' ? null : this.#options.faults?.forFile(pathname);
    const name = pathname.split('/').slice(2).join('/');
    if (fault === null || fault === undefined) {
      return serve(request, response, await this.#objects.get(name), {}, (bytes) => this.#sent(bytes));
    }
    await this.#fail(request, response, name, url, fault);
  }

  /** Why a request isn't served, if so. */
  #refusal({ headers, method }: IncomingMessage, url: string): [number, string, string] | null {
    if (headers['x-api-key'] !== undefined || headers.authorization !== undefined) {
      this.#options.stats.keySentToStorage++;
      return [400, 'InvalidArgument', 'Credentials were sent to the storage host.'];
    }
    if (method !== 'GET' && method !== 'HEAD') return [405, 'MethodNotAllowed', 'Only GET and HEAD.'];
    const { pathname, searchParams } = new URL(url, 'http://storage');
    if (/^\/hs-public\/[^/]+\/[^/]+$/.test(pathname)) return null;
    if (!/^\/hs-rec\/[^/]+\/[^/]+$/.test(pathname)) {
      return [404, 'NoSuchKey', 'The specified key does not exist.'];
    }
    const verdict = verify(this.#secret, pathname, searchParams, this.#options.clock.now());
    if (verdict === 'wrong') return [403, 'SignatureDoesNotMatch', 'Access denied.'];
    const expired = verdict === 'expired' || this.#revoked.has(url);
    return expired ? [403, 'ExpiredToken', 'The provided token has expired.'] : null;
  }

  async #fail(
    request: IncomingMessage,
    response: ServerResponse,
    name: string,
    url: string,
    fault: FileFault,
  ): Promise<void> {
    const { faults, signal } = this.#options;
    const { pathname } = new URL(url, 'http://storage');
    switch (fault) {
      case 'file-404':
        return refuse(response, 404, 'NoSuchKey', 'The specified key does not exist.');
      case 'file-503':
        return refuse(response, 503, 'ServiceUnavailable', 'Please try again.');
      case 'file-429':
        response.setHeader('retry-after', faults?.retryAfter ?? 1);
        return refuse(response, 429, 'TooManyRequests', 'Slow down.');
      case 'file-redirect':
        response.setHeader('location', this.mirror + url);
        return refuse(response, 302, 'Found', 'It is elsewhere.');
    }
    const onBreak = (): void => {
      if (fault === 'file-expired') this.#revoked.add(url);
      if (fault === 'file-replaced') this.#objects.replace(name);
    };
    const place = (length: number): number => faults?.place(pathname, length) ?? 1;
    const how = tampering(fault, { place, delay: faults?.delay ?? 0, onBreak, signal });
    await serve(request, response, await this.#objects.get(name), how, (bytes) => this.#sent(bytes));
  }

  #sent(bytes: number): void {
    this.#options.stats.bytesSent += bytes;
  }
}
