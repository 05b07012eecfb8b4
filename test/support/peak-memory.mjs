// Given to Node with --import: writes the greatest memory of the process (resident set, kB) to a file at its end.
import { writeFileSync } from 'node:fs';

process.on('exit', () => {
  const path = process.env.PEAK_MEMORY_FILE;
  if (path !== undefined) writeFileSync(path, String(process.resourceUsage().maxRSS));
});
