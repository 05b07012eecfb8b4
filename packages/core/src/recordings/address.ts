import type { RecordingRecord } from '../data-types/schemas/index.ts';
import { isLoopback } from '../transport/connection.ts';
import { StorageFailure } from './storage-failure.ts';

/** Where the bytes of a recording can be had: an API path that mints a URL, or a URL. */
export type Address =
  | { readonly kind: 'mint'; readonly path: string; readonly isGuess?: true }
  | { readonly kind: 'url'; readonly url: URL };

/**
 * Best first: downloadPath (a fresh URL), then the URLs that older releases put into the list. Those expire; then
 * the path that newer releases list for every recording is tried, though it isn't listed.
 */
export function addressesOf(recording: RecordingRecord, baseUrl: URL): Address[] {
  const { downloadPath, downloadUrl, url } = recording;
  const addresses = [
    downloadPath ? mintAddress(downloadPath, baseUrl) : undefined,
    ...[downloadUrl, url].map((text) => (text ? urlAddress(text) : undefined)),
  ].filter((address) => address !== undefined);
  const isOld = addresses.length > 0 && !downloadPath;
  return isOld ? [...addresses, ...usualPath(recording)] : addresses;
}

function usualPath({ roomId, recordingId }: RecordingRecord): Address[] {
  if (!roomId || !recordingId) return [];
  const path = `/data/recordings/download/${encodeURIComponent(roomId)}/${encodeURIComponent(recordingId)}`;
  return [{ kind: 'mint', path, isGuess: true }];
}

/** A path below the base URL; with the API's own origin or its /api/v3 in front, or another origin: then no mint. */
function mintAddress(downloadPath: string, baseUrl: URL): Address | undefined {
  const text = downloadPath.trim();
  const isAbsolute = /^([a-z][a-z\d+.-]*:|\/\/|\\)/i.test(text);
  if (!isAbsolute) return { kind: 'mint', path: withoutBase(text, baseUrl) };
  const url = URL.canParse(text, baseUrl.href) ? new URL(text, baseUrl) : undefined;
  if (url === undefined) return undefined;
  const isOurs = url.origin === baseUrl.origin && url.pathname.startsWith(`${baseUrl.pathname}/`);
  // The key goes with a mint, so another origin is only ever asked without it.
  return isOurs
    ? { kind: 'mint', path: withoutBase(`${url.pathname}${url.search}`, baseUrl) }
    : urlAddress(url.href);
}

function withoutBase(path: string, baseUrl: URL): string {
  const base = `${baseUrl.pathname}/`;
  return path.startsWith(base) ? path.slice(base.length - 1) : path;
}

function urlAddress(text: string): Address | undefined {
  if (!URL.canParse(text)) return undefined;
  return { kind: 'url', url: new URL(text) };
}

/**
 * Refuses URLs that recordings must not come from. Bytes over http could be read and changed on the way; the
 * API's own host and this machine are exempt, because there the API is no safer.
 * @throws {StorageFailure}
 */
export function checkStorageUrl(url: URL, baseUrl: URL, allowHttp: boolean): void {
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw new StorageFailure('refused', `the download address is no web address (${url.protocol})`);
  }
  if (url.username !== '' || url.password !== '') {
    throw new StorageFailure('refused', 'the download address holds a user and password');
  }
  const isOwnHost = baseUrl.protocol === 'http:' && url.hostname === baseUrl.hostname;
  if (url.protocol === 'http:' && !allowHttp && !isOwnHost && !isLoopback(url)) {
    throw new StorageFailure('refused', `${url.host} would send the recording unencrypted (http)`, {
      hint: 'Allow http explicitly if you trust the network.',
    });
  }
}
