// Loaded into a measured program with --import: says at its end what it took. Peak memory is the kernel's VmHWM where
// there is one: maxRSS counts the process that this one was started from, too.
import { readFileSync, writeFileSync } from 'node:fs';

process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  let peak = maxRSS;
  try {
    peak = Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? maxRSS);
  } catch {
    // Not Linux.
  }
  writeFileSync(
    process.env.BENCH_PROBE,
    JSON.stringify({ cpuSeconds: (userCPUTime + systemCPUTime) / 1e6, peakMegabytes: (peak * 1024) / 1e6 }),
  );
});
