import type { Dispatcher } from 'undici';
import { isLoopback } from '../environment/loopback.ts';
import { Agent, EnvHttpProxyAgent } from './http.ts';

/** Connections at once to one host: as many as anything here asks for at once, and no more. */
const connections = 32;

/** Keep-alive connections, through the proxy of HTTP(S)_PROXY unless NO_PROXY says otherwise. */
export function dispatcherFor(baseUrl: URL, env: NodeJS.ProcessEnv): Dispatcher {
  // A server on this machine (the sandbox) is none that a company's proxy could reach.
  if (isLoopback(baseUrl)) return new Agent({ connections });
  return new EnvHttpProxyAgent({
    connections,
    httpProxy: env.http_proxy ?? env.HTTP_PROXY ?? '',
    httpsProxy: env.https_proxy ?? env.HTTPS_PROXY ?? '',
    noProxy: env.no_proxy ?? env.NO_PROXY ?? '',
  });
}

/** Passwords of the proxies: secrets too. */
export function proxyPasswords(env: NodeJS.ProcessEnv): string[] {
  const urls = [env.http_proxy, env.HTTP_PROXY, env.https_proxy, env.HTTPS_PROXY];
  return urls.flatMap((url) => {
    const password = url === undefined || !URL.canParse(url) ? '' : new URL(url).password;
    return password === '' ? [] : [password, decodeURIComponent(password)];
  });
}
