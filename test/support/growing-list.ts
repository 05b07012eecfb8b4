import type { IncomingMessage, ServerResponse } from 'node:http';
import { sendJson } from './server.ts';

export interface ListedEvent {
  readonly id: string;
  /** null: a record without a time. */
  readonly timestamp: string | null;
  readonly [field: string]: unknown;
}

/** A HyperStudy with nothing but a list of events in order of time, to which a test adds. */
export class GrowingList {
  readonly events: ListedEvent[];
  /** Requests for events since it was last set. */
  requests = 0;

  constructor(events: ListedEvent[]) {
    this.events = events;
  }

  /** Puts an event where its time belongs, after those of the same time. */
  add(event: ListedEvent): void {
    let low = 0;
    let high = this.events.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.events[middle]?.timestamp ?? '') <= (event.timestamp ?? '')) low = middle + 1;
      else high = middle;
    }
    this.events.splice(low, 0, event);
  }

  readonly handle = (request: IncomingMessage, response: ServerResponse): void => {
    const url = new URL(request.url ?? '/', 'http://list');
    if (!url.pathname.includes('/data/events/')) {
      sendJson(response, { status: 'success', data: { canView: true, canExport: true } });
      return;
    }
    this.requests += 1;
    const offset = Number(url.searchParams.get('offset') ?? 0);
    const limit = Number(url.searchParams.get('limit') ?? 1000);
    const first = this.#before(url.searchParams.get('startTime') ?? '');
    const all = this.#before(url.searchParams.get('endTime') ?? '9') - first;
    const data = this.events.slice(first + offset, first + Math.min(all, offset + limit));
    const hasMore = offset + data.length < all;
    const pagination = {
      total: all,
      returned: data.length,
      hasMore,
      nextOffset: hasMore ? offset + data.length : undefined,
    };
    sendJson(response, { status: 'success', data, metadata: { pagination } });
  };

  /** How many events there are before a time. */
  #before(end: string): number {
    let all = this.events.length;
    while (all > 0 && (this.events[all - 1]?.timestamp ?? '') >= end) all -= 1;
    return all;
  }
}

/** An event a second, from 2026-01-01 on. */
export function eventsEverySecond(count: number): ListedEvent[] {
  return Array.from({ length: count }, (_, i) => eventAt(`evt_${i}`, i));
}

export function eventAt(id: string, second: number): ListedEvent {
  const timestamp = new Date(Date.UTC(2026, 0, 1) + second * 1000).toISOString();
  return {
    id,
    // Two rooms at a time, a new one every thousand seconds.
    roomId: `room_${Math.floor(second / 1000) + (Math.floor(second) % 2)}`,
    category: 'component',
    eventType: 'component.update',
    timestamp,
    onset: second * 1000,
    value: second % 97 === 0 ? 'none' : Math.floor(second) % 7,
  };
}
