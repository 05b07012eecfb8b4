import { once } from 'node:events';
import { until } from './node-red.ts';

export interface CommsEvent {
  readonly topic: string;
  readonly data: unknown;
}

/** What an open editor hears: status and debug messages. */
export class Comms {
  readonly events: CommsEvent[] = [];
  readonly #socket: WebSocket;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.addEventListener('message', ({ data }) => {
      const heard: unknown = JSON.parse(String(data));
      for (const event of Array.isArray(heard) ? heard : [heard]) this.events.push(event);
    });
  }

  static async open(url: string, token?: string): Promise<Comms> {
    const socket = new WebSocket(url);
    const comms = new Comms(socket);
    await once(socket, 'open');
    if (token !== undefined) socket.send(JSON.stringify({ auth: token }));
    socket.send(JSON.stringify({ subscribe: 'status/#' }));
    socket.send(JSON.stringify({ subscribe: 'debug' }));
    return comms;
  }

  /** Texts of the statuses that a node showed, in order. */
  statuses(node: string): string[] {
    return this.events.flatMap(({ topic, data }) =>
      topic === `status/${node}` && isRecord(data) && typeof data.text === 'string' ? [data.text] : [],
    );
  }

  /** What a debug node was sent. */
  debugged(node: string): Record<string, unknown>[] {
    return this.events.flatMap(({ topic, data }) =>
      topic === 'debug' && isRecord(data) && data.id === node ? [data] : [],
    );
  }

  async status(node: string, pattern: RegExp, timeout?: number): Promise<void> {
    const what = () => `status ${pattern} of ${node}; it was ${JSON.stringify(this.statuses(node))}`;
    await until(() => this.statuses(node).some((text) => pattern.test(text)), timeout, what);
  }

  async debug(node: string, count = 1, timeout?: number): Promise<Record<string, unknown>[]> {
    const what = () => `${count} messages at ${node}; there are ${this.debugged(node).length}`;
    await until(() => this.debugged(node).length >= count, timeout, what);
    return this.debugged(node);
  }

  close(): void {
    this.#socket.close();
  }
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
