import { PerformanceObserver } from 'node:perf_hooks';
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';

// Records stream through, so what fills memory is garbage. By default V8 lets both its generations grow with the rate
// of allocation, to 340 MB at a million rows. --optimize-for-size took half of that, and twice the time.

/** Bytes of the young generation that pages of records pass through without being kept longer than they are needed. */
const enough = 16_000_000;

/** While the program is loaded nothing is gained by a larger young generation. */
export function keepYoung() {
  setFlagsFromString('--semi-space-growth-factor=1');
}

/** From here on it may grow, but not beyond what is enough; the old one to 1.3 times what is in use, then it is swept. */
export function boundYoung() {
  setFlagsFromString('--semi-space-growth-factor=2');
  setFlagsFromString('--heap-growing-percent=30');
  const observer = new PerformanceObserver(() => {
    const young = getHeapSpaceStatistics().find(({ space_name: name }) => name === 'new_space');
    if ((young?.space_size ?? 0) < enough) return;
    setFlagsFromString('--semi-space-growth-factor=1');
    observer.disconnect();
  });
  observer.observe({ entryTypes: ['gc'] });
}
