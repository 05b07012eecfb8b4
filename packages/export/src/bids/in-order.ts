/** A line with its place. */
export interface Placed {
  /** Position in the table that it came from. */
  readonly nth: number;
  /** ms */
  readonly onset: number;
  readonly text: string;
}

/** Lines that are held to be put in order. */
const mostHeld = 4096;

/** Two runs of lines as one, in the order of the table they came from. */
export async function* merged(
  a: AsyncIterator<Placed>,
  b: AsyncIterator<Placed>,
): AsyncGenerator<Placed, void> {
  let [left, right] = [await a.next(), await b.next()];
  while (!left.done || !right.done) {
    if (!left.done && (right.done || left.value.nth <= right.value.nth)) {
      yield left.value;
      left = await a.next();
    } else if (!right.done) {
      yield right.value;
      right = await b.next();
    }
  }
}

/**
 * Lines in the order of their onsets; equal ones stay as they are. They come in the order of wall clock time, which a
 * correction of a clock makes differ by little, so that a bounded number is held; a line that comes later than that
 * many others stays where it is.
 */
export async function* inOrderOfOnset(
  lines: AsyncIterable<Placed>,
  held = mostHeld,
): AsyncGenerator<Placed, void> {
  const heap: Placed[] = [];
  for await (const line of lines) {
    push(heap, line);
    if (heap.length > held) yield* popped(heap);
  }
  while (heap.length > 0) yield* popped(heap);
}

const before = (a: Placed, b: Placed): boolean => a.onset < b.onset || (a.onset === b.onset && a.nth < b.nth);

function push(heap: Placed[], line: Placed): void {
  let at = heap.length;
  while (at > 0) {
    const parent = (at - 1) >> 1;
    const above = heap[parent];
    if (above === undefined || !before(line, above)) break;
    heap[at] = above;
    at = parent;
  }
  heap[at] = line;
}

function* popped(heap: Placed[]): Generator<Placed, void> {
  const [first] = heap;
  const last = heap.pop();
  if (first === undefined || last === undefined) return;
  if (heap.length > 0) sink(heap, last);
  yield first;
}

/** Puts a line in the place of the first. */
function sink(heap: Placed[], line: Placed): void {
  let at = 0;
  for (;;) {
    let child = at * 2 + 1;
    let below = heap[child];
    if (below === undefined) break;
    const other = heap[child + 1];
    if (other !== undefined && before(other, below)) {
      child += 1;
      below = other;
    }
    if (!before(below, line)) break;
    heap[at] = below;
    at = child;
  }
  heap[at] = line;
}
