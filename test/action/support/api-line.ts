import { once } from 'node:events';
import { createServer, request as httpRequest, type Server } from 'node:http';
import { afterAll } from 'vitest';

/** A line to a server that counts what is asked, and can keep some of it waiting. */
export class ApiLine {
  /** Paths with queries, in order. */
  readonly asked: string[] = [];
  /** Requests whose path it fits are never answered. */
  hold: RegExp | undefined;
  /** Base URL of the API that the line leads to. */
  behind: string;
  readonly #server: Server;

  constructor(behind: string) {
    this.behind = behind;
    this.#server = createServer((request, response) => {
      const { method, headers, url = '/' } = request;
      this.asked.push(url);
      if (this.hold?.test(url)) return;
      const onward = httpRequest(new URL(url, this.behind), { method, headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(response);
      });
      onward.on('error', () => response.destroy());
      request.pipe(onward);
    });
  }

  async open(): Promise<void> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
  }

  get url(): string {
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('The line has no port.');
    return `http://127.0.0.1:${address.port}${new URL(this.behind).pathname}`;
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }
}

/** Opens lines that are gone after the tests of the file. */
export function useLines(): (behind: string) => Promise<ApiLine> {
  const lines: ApiLine[] = [];
  afterAll(() => {
    for (const line of lines.splice(0)) line.close();
  });
  return async (behind) => {
    const line = new ApiLine(behind);
    lines.push(line);
    await line.open();
    return line;
  };
}
