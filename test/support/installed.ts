import { spawnSync } from 'node:child_process';

/**
 * What `find` gives; where that is nothing, after installing these packages of Debian. Only on Linux as root:
 * containers, continuous integration. Test files that install at the same time wait for each other.
 */
export function installed<T>(packages: readonly string[], find: () => T | undefined): T | undefined {
  const found = find();
  if (found !== undefined || process.platform !== 'linux' || process.getuid?.() !== 0) return found;
  const wait = ['-o', 'DPkg::Lock::Timeout=300', '-y'];
  for (const args of [['update'], ['install', '--no-install-recommends', ...packages]])
    spawnSync('apt-get', [...wait, ...args], { stdio: 'inherit' });
  return find();
}
