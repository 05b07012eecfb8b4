import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export type Audit =
  | { readonly kind: 'clean' }
  | { readonly kind: 'advisories'; readonly advisories: readonly string[] }
  /** Nobody knows: that is no pass. */
  | { readonly kind: 'unchecked'; readonly reason: string };

interface Ended {
  readonly failed: boolean;
  readonly stdout: string;
  readonly stderr: string;
}

const longest = 300_000;

function npm(folder: string, args: readonly string[]): Promise<Ended> {
  const options = { cwd: folder, timeout: longest, maxBuffer: 1e8, shell: process.platform === 'win32' };
  return new Promise((resolve) => {
    execFile('npm', [...args], options, (error, stdout, stderr) => {
      resolve({ failed: error !== null, stdout, stderr });
    });
  });
}

/** Resolves what an empty folder would install with these tarballs into a lockfile. Gives what went wrong, if anything. */
export async function lock(folder: string, tarballs: readonly string[]): Promise<string | undefined> {
  await writeFile(join(folder, 'package.json'), '{ "private": true }');
  const options = ['--package-lock-only', '--ignore-scripts', '--no-audit', '--no-fund'];
  const { failed, stderr } = await npm(folder, ['install', ...options, ...tarballs]);
  return failed ? `the dependencies can't be resolved: ${stderr.trim()}` : undefined;
}

/** Adds packages in their exact versions, without what they would install: that is in a bundle, or isn't shipped. */
export async function addToLock(
  folder: string,
  packages: readonly { readonly name: string; readonly version: string }[],
): Promise<void> {
  const path = join(folder, 'package-lock.json');
  const lockfile: Lockfile = JSON.parse(await readFile(path, 'utf8'));
  const { '': root, ...others } = lockfile.packages;
  // Each under a name of its own: two bundles may hold two versions of one package.
  const added = packages.map(({ name, version }, i) => ({ alias: `bundled-${i}`, name, version }));
  const wanted = added.map(({ alias, name, version }) => [alias, `npm:${name}@${version}`] as const);
  const dependencies = { ...root?.dependencies, ...Object.fromEntries(wanted) };
  const entries = added.map(
    ({ alias, name, version }) => [`node_modules/${alias}`, { name, version }] as const,
  );
  const all = { '': { ...root, dependencies }, ...others, ...Object.fromEntries(entries) };
  await writeFile(path, JSON.stringify({ ...lockfile, packages: all }));
  await writeFile(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies }));
}

interface Lockfile {
  readonly packages: Readonly<Record<string, { readonly dependencies?: Readonly<Record<string, string>> }>>;
}

interface Advisory {
  readonly title: string;
  readonly url: string;
  readonly severity: string;
  readonly range: string;
}

interface Report {
  readonly vulnerabilities?: Readonly<Record<string, { readonly via: readonly (Advisory | string)[] }>>;
  readonly message?: string;
}

/** Asks the registry for advisories on what a lockfile holds, packages of development left out. */
export async function auditOf(folder: string): Promise<Audit> {
  const { stdout, stderr } = await npm(folder, ['audit', '--omit=dev', '--json']);
  const report = parsed(stdout);
  if (report?.vulnerabilities === undefined)
    return { kind: 'unchecked', reason: report?.message ?? (stderr.trim() || 'npm audit gave no answer') };
  const advisories = Object.entries(report.vulnerabilities).flatMap(([name, { via }]) =>
    // A text names the package that brings it.
    via.flatMap((cause) => (typeof cause === 'string' ? [] : [lineOf(name, cause)])),
  );
  return advisories.length === 0 ? { kind: 'clean' } : { kind: 'advisories', advisories };
}

const lineOf = (name: string, { severity, range, title, url }: Advisory): string =>
  `${name} ${range}: ${severity}: ${title} (${url})`;

function parsed(text: string): Report | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
