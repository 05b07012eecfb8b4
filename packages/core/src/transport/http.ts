// By file: undici's front door loads fetch, web sockets, caches and mocks as well, none of which is used here: 80
// modules, several MB, and a quarter of the time that importing this package took. The version is pinned.
import type { Dispatcher, Agent as HttpAgent, EnvHttpProxyAgent as ProxyAgent } from 'undici';
import api from 'undici/lib/api/index.js';
import agent from 'undici/lib/dispatcher/agent.js';
import dispatchers from 'undici/lib/dispatcher/dispatcher.js';
import envHttpProxyAgent from 'undici/lib/dispatcher/env-http-proxy-agent.js';

// As the front door does: a proxy connects through it.
Object.assign(dispatchers.prototype, api);

/** undici's own. */
export const Agent: typeof HttpAgent = agent;
/** undici's own. */
export const EnvHttpProxyAgent: typeof ProxyAgent = envHttpProxyAgent;

type RequestOptions = Omit<Dispatcher.RequestOptions, 'origin' | 'path' | 'method'> & {
  readonly method?: Dispatcher.HttpMethod;
  readonly dispatcher: Dispatcher;
};

/** One HTTP request, as undici's `request`. */
export const request = (
  url: URL,
  { dispatcher, method = 'GET', ...options }: RequestOptions,
): Promise<Dispatcher.ResponseData> =>
  api.request.call(dispatcher, {
    ...options,
    method,
    origin: url.origin,
    path: `${url.pathname}${url.search}`,
  });
