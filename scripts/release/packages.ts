// Without dependencies: what publishes runs before anything is installed.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Package {
  readonly name: string;
  readonly version: string;
  /** Below the root, with slashes. */
  readonly folder: string;
  /** Never on npm: the action, which is a tag. */
  readonly private: boolean;
}

/** The packages of the repository, with one version. */
export function packagesIn(root: string): Package[] {
  return globSync(['packages/*/package.json', 'nodes/package.json', 'action/package.json'], { cwd: root })
    .map((file) => file.replaceAll('\\', '/'))
    .sort()
    .map((file) => {
      const manifest: { name: string; version: string; private?: boolean } = JSON.parse(
        readFileSync(join(root, file), 'utf8'),
      );
      const { name, version } = manifest;
      return { name, version, folder: file.replace('/package.json', ''), private: manifest.private === true };
    });
}

/**
 * The version of all packages.
 * @throws {Error} when they have several.
 */
export function versionOf(root: string): string {
  const packages = packagesIn(root);
  const [version, ...others] = new Set(packages.map((each) => each.version));
  if (version !== undefined && others.length === 0) return version;
  const list = packages.map((each) => `${each.name} ${each.version}`).join(', ');
  throw new Error(`The packages have different versions: ${list}. Set all to the highest.`);
}
