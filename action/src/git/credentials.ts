import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UsageError } from '@hyperstudy-workflows/core';
import type { GitSettings } from './environment.ts';
import { githubHostKeys } from './known-hosts.ts';
import type { CheckedTarget, SshAccess } from './target.ts';

/** How git reaches the target. */
export interface Credentials {
  readonly url: string;
  readonly settings: GitSettings;
  readonly env: Readonly<Record<string, string>>;
  /** Never to be shown. */
  readonly secrets: readonly string[];
  /** Removes what was put on disk. */
  remove(): Promise<void>;
}

/** @param folder for the files of a key; it must not exist yet */
export async function credentialsFor(target: CheckedTarget, folder: string): Promise<Credentials> {
  const { access } = target;
  return access.kind === 'token'
    ? tokenCredentials(target, access.token)
    : sshCredentials(target, access, folder);
}

function tokenCredentials({ server, owner, name }: CheckedTarget, token: string): Credentials {
  const basic = Buffer.from(`x-access-token:${token}`).toString('base64');
  const header = `http.${server.origin}/.extraheader`;
  return {
    url: new URL(`${pathOf(server)}/${owner}/${name}.git`, server.origin).href,
    // The empty one takes away what others have set: two such headers are an error to GitHub.
    settings: [
      [header, ''],
      [header, `AUTHORIZATION: basic ${basic}`],
    ],
    env: {},
    secrets: [token, basic],
    remove: async () => undefined,
  };
}

async function sshCredentials(
  target: CheckedTarget,
  access: SshAccess,
  folder: string,
): Promise<Credentials> {
  const { server, owner, name } = target;
  const hosts = knownHostsOf(server, access);
  await mkdir(folder, { mode: 0o700 });
  const key = join(folder, 'key');
  const knownHosts = join(folder, 'known_hosts');
  // ssh wants line feeds, and one at the end; a secret that was pasted often has neither.
  const text = `${access.key.replaceAll('\r', '').trim()}\n`;
  await writeFile(key, text, { mode: 0o600 });
  await writeFile(knownHosts, `${hosts}\n`, { mode: 0o600 });
  return {
    url: `ssh://git@${server.hostname}/${owner}/${name}.git`,
    settings: [],
    env: { GIT_SSH_COMMAND: sshCommand(key, knownHosts), GIT_SSH_VARIANT: 'ssh' },
    secrets: [text.trim(), ...keyLines(text), ...(access.token === undefined ? [] : [access.token])],
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** git hands it to a shell. */
function sshCommand(key: string, knownHosts: string): string {
  const options = [
    ['IdentitiesOnly', 'yes'],
    ['IdentityAgent', 'none'],
    ['BatchMode', 'yes'],
    ['StrictHostKeyChecking', 'yes'],
    ['UserKnownHostsFile', quoted(knownHosts.replaceAll('\\', '/'))],
    ['GlobalKnownHostsFile', '/dev/null'],
    ['ConnectTimeout', '30'],
    ['ServerAliveInterval', '20'],
    ['ServerAliveCountMax', '3'],
  ].map(([name, value]) => `-o ${name}=${value}`);
  return ['ssh', '-F', '/dev/null', '-i', quoted(key.replaceAll('\\', '/')), ...options].join(' ');
}

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/** Lines of the key that say something, for taking them out of texts one by one. */
const keyLines = (text: string): string[] =>
  text.split('\n').filter((line) => line.length > 20 && !line.startsWith('-----'));

function knownHostsOf(server: URL, { knownHosts }: SshAccess): string {
  if (knownHosts !== undefined && knownHosts.trim() !== '') return knownHosts.trim();
  if (server.hostname === 'github.com') return githubHostKeys;
  throw new UsageError(`The SSH host keys of ${server.hostname} are not known.`, {
    hint: `Set ssh-known-hosts to its lines of known_hosts, as its administrators publish them.`,
  });
}

const pathOf = ({ pathname }: URL): string => pathname.replace(/\/+$/, '');
