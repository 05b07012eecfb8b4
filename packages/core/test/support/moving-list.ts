import type { FetchPage, RawPage, Row } from '../../src/paging/page.ts';

/** A change of the list, made before a request is answered. Places are fractions of the list's length. */
export interface Change {
  readonly kind: 'insert' | 'delete' | 'duplicate';
  /** 0 is the start, 1 the end. */
  readonly place: number;
}

export interface ListOptions {
  readonly rows: number;
  /** Most rows the server gives per request. */
  readonly clamp?: number;
  /** Added to the total; undefined leaves the total out. */
  readonly totalOff?: number | undefined;
  readonly hasMore?: 'right' | 'missing' | 'always';
  readonly nextOffset?: 'right' | 'missing';
  /** Changes before request 1, 2, ... */
  readonly changes?: readonly (readonly Change[])[];
  /** The order of rows with the same time differs between requests. */
  readonly shuffleTies?: () => number;
}

/** A list on a server that changes while it is read. Rows are in order of time; a row never moves. */
export class MovingList {
  readonly #options: ListOptions;
  readonly #rows: Row[];
  /** Ids that were there at the start and were never deleted. */
  readonly lasting: Set<string>;
  requests = 0;
  #made = 0;

  constructor(options: ListOptions) {
    this.#options = options;
    this.#rows = Array.from({ length: options.rows }, (_, i) => this.#row(i));
    this.lasting = new Set(this.#rows.map((row) => String(row.id)));
  }

  get ids(): string[] {
    return this.#rows.map((row) => String(row.id));
  }

  fetchPage: FetchPage = async (offset, limit, signal) => {
    signal?.throwIfAborted();
    this.requests += 1;
    for (const change of this.#options.changes?.[this.requests - 1] ?? []) this.#apply(change);
    return this.#page(offset, limit);
  };

  #page(offset: number, limit: number): RawPage {
    const { clamp = Number.POSITIVE_INFINITY, hasMore = 'right', nextOffset = 'missing' } = this.#options;
    const all =
      this.#options.shuffleTies === undefined ? this.#rows : shuffled(this.#rows, this.#options.shuffleTies);
    const rows = all.slice(offset, offset + Math.min(limit, clamp)).map((row) => ({ ...row }));
    const more = offset + rows.length < all.length;
    const pagination = {
      total:
        this.#options.totalOff === undefined ? undefined : Math.max(0, all.length + this.#options.totalOff),
      hasMore: hasMore === 'missing' ? undefined : hasMore === 'always' || more,
      nextOffset: nextOffset === 'right' && more ? offset + rows.length : undefined,
    };
    return { rows, pagination, warnings: [] };
  }

  #apply({ kind, place }: Change): void {
    const at = Math.min(this.#rows.length, Math.floor(place * (this.#rows.length + 1)));
    if (kind === 'insert') {
      const time = Number(this.#rows[at]?.time ?? this.#rows.at(-1)?.time ?? 0);
      this.#rows.splice(at, 0, this.#row(time));
      return;
    }
    const row = this.#rows[Math.min(at, this.#rows.length - 1)];
    if (row === undefined) return;
    if (kind === 'duplicate') {
      this.#rows.splice(at, 0, { ...row });
      return;
    }
    this.#rows.splice(this.#rows.indexOf(row), 1);
    if (!this.#rows.some((other) => other.id === row.id)) this.lasting.delete(String(row.id));
  }

  #row(time: number): Row {
    this.#made += 1;
    return { id: `r${this.#made}`, time };
  }
}

function shuffled(rows: readonly Row[], random: () => number): Row[] {
  return rows
    .map((row) => ({ row, order: random() }))
    .sort((a, b) => Number(a.row.time) - Number(b.row.time) || a.order - b.order)
    .map(({ row }) => row);
}
