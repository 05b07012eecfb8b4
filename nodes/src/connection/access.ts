import { HyperStudy, productionUrl } from '@hyperstudy-workflows/core';
import { type ConnectionConfig, clientOptions } from './connection.ts';

/** What the editor sends about a connection: its id, and what was typed but is not deployed yet. */
export interface EditedConnection {
  readonly id: string;
  readonly baseUrl: string;
  readonly organizationId: string;
  /** Typed now; empty where the stored key is meant. */
  readonly apiKey: string;
}

export type Access =
  | { readonly options: ConnectionConfig }
  /** Nothing can be asked before a deploy. */
  | { readonly refused: 'deploy-first' | 'no-key' };

/**
 * How the editor may ask HyperStudy. The stored key only goes to the address it was deployed with, and a typed one
 * only to addresses that this Node-RED knows already: the editor must not make the server call anything it likes.
 */
export function accessFor(
  edited: EditedConnection,
  stored: (ConnectionConfig & { baseUrl: string }) | undefined,
  knownUrls: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): Access {
  const baseUrl = edited.baseUrl.trim();
  const { organizationId } = edited;
  if (edited.apiKey === '' && stored !== undefined) {
    const same = sameUrl(baseUrl, stored.baseUrl, env);
    return same ? { options: { ...stored, organizationId } } : { refused: 'deploy-first' };
  }
  const known = [productionUrl, env.HYPERSTUDY_BASE_URL ?? '', stored?.baseUrl ?? '', ...knownUrls];
  if (!known.some((url) => sameUrl(url, baseUrl, env))) return { refused: 'deploy-first' };
  if (edited.apiKey === '' && !env.HYPERSTUDY_API_KEY) return { refused: 'no-key' };
  // The key of the environment belongs to the address of the environment.
  if (edited.apiKey === '' && !sameUrl('', baseUrl, env)) return { refused: 'no-key' };
  return { options: { baseUrl, organizationId, apiKey: edited.apiKey } };
}

function sameUrl(a: string, b: string, env: NodeJS.ProcessEnv): boolean {
  const full = (url: string) =>
    (url === '' ? (env.HYPERSTUDY_BASE_URL ?? productionUrl) : url).replace(/\/+$/, '');
  return full(a) === full(b);
}

/** A client for one question of the editor. It shares the budget of its key with the nodes. */
export function temporaryClient(options: ConnectionConfig): HyperStudy {
  return new HyperStudy({ ...clientOptions(options), retry: { attempts: 2 }, timeout: 15_000 });
}
