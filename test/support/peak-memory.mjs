// Given to Node with --import: writes the greatest memory of the process (resident set, kB) to a file at its end, and
// the time of the processor (s) beside it.
import { writeFileSync } from 'node:fs';

process.on('exit', () => {
  const path = process.env.PEAK_MEMORY_FILE;
  if (path === undefined) return;
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  writeFileSync(path, String(maxRSS));
  writeFileSync(`${path}.cpu`, String((userCPUTime + systemCPUTime) / 1e6));
});
