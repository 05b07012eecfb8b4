import type { RecordingRecord } from '../data-types/schemas/index.ts';
import { AuthenticationError } from '../errors/authentication-error.ts';
import { RateLimitError } from '../errors/rate-limit-error.ts';
import { RecordingError } from '../errors/recording-error.ts';
import { ResponseError } from '../errors/response-error.ts';
import { UsageError } from '../errors/usage-error.ts';
import { isObject, readEnvelope, unwrapOne } from '../transport/envelope.ts';
import type { Transport } from '../transport/transport.ts';
import { type Address, addressesOf } from './address.ts';

/** Gives URLs of one recording: mints them when they are needed, again when they expire. Holds them in memory only. */
export class RecordingSource {
  readonly #transport: Transport;
  readonly #addresses: Address[];
  #url: URL | undefined;

  /** @throws {RecordingError} for a recording without any address */
  constructor(transport: Transport, recording: RecordingRecord) {
    this.#transport = transport;
    this.#addresses = addressesOf(recording, transport.connection.baseUrl);
    if (this.#addresses.length === 0) {
      throw new RecordingError('HyperStudy lists neither a download path nor a URL for it.');
    }
  }

  /** Whether the address in use is not one that was listed: that it doesn't work says nothing. */
  get isGuess(): boolean {
    const [address] = this.#addresses;
    return address?.kind === 'mint' && address.isGuess === true;
  }

  /**
   * A URL that hasn't been seen to fail. Holds a signature: never to be logged or stored.
   * @throws {HyperStudyError} where minting fails and there is no other address
   */
  async url(signal?: AbortSignal): Promise<URL> {
    for (;;) {
      const [address] = this.#addresses;
      if (this.#url !== undefined) return this.#url;
      if (address === undefined) throw new RecordingError('None of its addresses works.');
      try {
        this.#url = address.kind === 'url' ? address.url : await this.#mint(address.path, signal);
      } catch (error) {
        signal?.throwIfAborted();
        const concernsAll = error instanceof AuthenticationError || error instanceof RateLimitError;
        if (!concernsAll && this.next()) continue;
        // A 400 says that this recording can't be asked for, not that the caller used us wrongly.
        throw error instanceof UsageError ? new RecordingError(error.message, error) : error;
      }
    }
  }

  /** The URL has expired: the next one is minted, or of the next address. False where there is none. */
  renew(): boolean {
    this.#url = undefined;
    return this.#addresses[0]?.kind === 'mint' || this.next();
  }

  /** Gives up on the address that is in use. False where there is no other. */
  next(): boolean {
    if (this.#addresses.length <= 1) return false;
    this.#addresses.shift();
    this.#url = undefined;
    return true;
  }

  async #mint(path: string, signal: AbortSignal | undefined): Promise<URL> {
    const answer = await this.#transport.call(path, { signal });
    const data = unwrapOne(readEnvelope(answer.body));
    const text = isObject(data) ? (data.url ?? data.downloadUrl) : data;
    if (typeof text !== 'string' || !URL.canParse(text)) {
      throw new ResponseError('HyperStudy gave no download URL for it.', { status: answer.status });
    }
    return new URL(text);
  }
}
