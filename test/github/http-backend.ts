import { spawn } from 'node:child_process';
import type { IncomingMessage } from 'node:http';

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | string;
}

/** Hands a request to git's own server program (a CGI program), and its answer back. */
export function gitHttpBackend(
  root: string,
  request: IncomingMessage,
  user: string | undefined,
): Promise<Reply> {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const header = (name: string) => String(request.headers[name] ?? '');
  const child = spawn('git', ['http-backend'], {
    env: {
      PATH: process.env.PATH,
      LC_ALL: 'C',
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_PROJECT_ROOT: root,
      GIT_HTTP_EXPORT_ALL: '1',
      GIT_PROTOCOL: header('git-protocol'),
      PATH_INFO: decodeURIComponent(url.pathname),
      QUERY_STRING: url.search.slice(1),
      REQUEST_METHOD: request.method ?? 'GET',
      CONTENT_TYPE: header('content-type'),
      HTTP_CONTENT_ENCODING: header('content-encoding'),
      ...(user === undefined ? {} : { REMOTE_USER: user }),
    },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  child.stdin.on('error', () => undefined);
  request.pipe(child.stdin);
  return new Promise<Reply>((resolve, reject) => {
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.once('error', reject);
    child.once('close', () => {
      const output = Buffer.concat(chunks);
      const end = output.indexOf('\r\n\r\n');
      const lines = output.subarray(0, Math.max(0, end)).toString('latin1').split('\r\n');
      const pairs = lines.map((line) => /^([^:]+):\s*(.*)$/.exec(line)?.slice(1) ?? []);
      const headers: Record<string, string> = {};
      for (const [name, value] of pairs) if (name !== undefined && value !== undefined) headers[name] = value;
      const { Status: status = end < 0 ? '500' : '200', ...others } = headers;
      resolve({ status: Number.parseInt(status, 10), headers: others, body: output.subarray(end + 4) });
    });
  });
}
