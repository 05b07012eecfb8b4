import type { RecordPage } from '@hyperstudy-workflows/core';

export type Output = 'array' | 'pages' | 'records';
export const outputs: readonly Output[] = ['array', 'pages', 'records'];

export type Row = Record<string, unknown>;

/** What becomes one message. */
export interface Item {
  readonly payload: Row | Row[];
  /** Place in the sequence, as core nodes (join, batch) read it; absent where there is no sequence. */
  readonly parts?: Parts;
  /** Records handed on, this item included. */
  readonly delivered: number;
  readonly total: number | undefined;
  readonly isLast: boolean;
}

interface Parts {
  readonly id: string;
  readonly type: 'array';
  readonly index: number;
  /** Records in this page: join puts pages together again. */
  readonly len?: number;
  /** Messages in the sequence: only the last one knows. */
  readonly count?: number;
}

/**
 * Arranges pages of records as messages; gives those of a page at a time, because waiting for each of them would take
 * longer than making it. One page is held back, so that the last message can say that it is the last; no more than two
 * pages are in memory, unless one array is asked for.
 */
export async function* arrange(
  pages: AsyncIterable<RecordPage<Row>>,
  output: Output,
  id: string,
): AsyncGenerator<Iterable<Item>, void> {
  if (output === 'array') {
    const all: Row[] = [];
    for await (const { records } of pages) for (const record of records) all.push(record);
    yield [{ payload: all, delivered: all.length, total: all.length, isLast: true }];
    return;
  }
  const sequence = new Sequence(id);
  for await (const { page, isLast } of withLast(pages)) {
    if (output === 'records') yield sequence.each(page, isLast);
    else yield [sequence.next(page.records, page.records.length, page.total, isLast)];
  }
  // Whoever waits for pages learns that there are none.
  if (output === 'pages' && sequence.isEmpty) yield [sequence.next([], 0, 0, true)];
}

class Sequence {
  readonly #id: string;
  #index = 0;
  #delivered = 0;

  constructor(id: string) {
    this.#id = id;
  }

  get isEmpty(): boolean {
    return this.#index === 0;
  }

  /** The records of a page, one by one. */
  *each({ records, total }: RecordPage<Row>, isLast: boolean): Generator<Item, void> {
    let left = records.length;
    for (const record of records) {
      left -= 1;
      yield this.next(record, 1, total, isLast && left === 0);
    }
  }

  next(payload: Row | Row[], records: number, total: number | undefined, isLast: boolean): Item {
    const index = this.#index;
    this.#index += 1;
    this.#delivered += records;
    const parts: Parts = {
      id: this.#id,
      type: 'array',
      index,
      ...(Array.isArray(payload) ? { len: payload.length } : {}),
      ...(isLast ? { count: this.#index } : {}),
    };
    return { payload, parts, delivered: this.#delivered, total, isLast };
  }
}

async function* withLast(
  pages: AsyncIterable<RecordPage<Row>>,
): AsyncGenerator<{ page: RecordPage<Row>; isLast: boolean }, void> {
  let held: RecordPage<Row> | undefined;
  for await (const page of pages) {
    if (page.records.length === 0) continue;
    if (held !== undefined) yield { page: held, isLast: false };
    held = page;
  }
  if (held !== undefined) yield { page: held, isLast: true };
}
