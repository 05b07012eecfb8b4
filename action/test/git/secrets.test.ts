import { randomBytes } from 'node:crypto';
import { chmod, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { TimeoutError } from '@hyperstudy-workflows/core';
import { afterAll, describe, expect, it } from 'vitest';
import { git } from '../../../test/github/bare-repository.ts';
import { openTarget } from '../../src/git/data-repository.ts';
import { gitEnvironment } from '../../src/git/environment.ts';
import { Git } from '../../src/git/run-git.ts';
import {
  newFolder,
  newRepository,
  recordingGit,
  removeFolders,
  run,
  surroundings,
  token,
  useGitHub,
  writeExport,
} from './support.ts';

const github = useGitHub();
afterAll(removeFolders);

const study = { tables: { 'events.csv': 'id\n1\n' } };
const forms = [token, Buffer.from(`x-access-token:${token}`).toString('base64')];

function expectClean(text: string, where: string): void {
  for (const form of forms) expect(text.includes(form), `${where} holds the token`).toBe(false);
}

async function everythingBelow(folder: string): Promise<[string, string][]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Promise.all(files.map(async (file) => [file, await readFile(file, 'latin1')] as const)).then((all) =>
    all.map(([file, text]) => [file, text]),
  );
}

describe('the token', () => {
  it('is in no argument, no file, no log and no commit, and nothing is left behind', async () => {
    const { repository, target } = await newRepository(github.current);
    const wrapper = await recordingGit();
    const { given, env, temporary, lines } = await surroundings();
    const data = await openTarget(target, {
      ...given,
      env: { ...env, PATH: wrapper.path, INPUT_TOKEN: token, GIT_TRACE_CURL: '1', GIT_CURL_VERBOSE: '1' },
    });
    await writeExport(data.folder, study);
    await data.commit({ message: 'x' });
    for (const [file, text] of await everythingBelow(temporary)) expectClean(text, file);
    await data.close();
    const calls = await wrapper.calls();
    // The wrapper leaves out the values of settings alone: that they are there is how the push could work.
    expect(calls).toContain('push');
    expectClean(calls, 'A call of git');
    expectClean(lines.join(), 'The log');
    expect(await readdir(temporary)).toEqual([]);
    for (const [file, text] of await everythingBelow(repository.bare.folder)) expectClean(text, file);
  });

  it('is in no error, also where the server sends it back', async () => {
    const { repository, target } = await newRepository(github.current);
    await repository.bare.hook('pre-receive', `echo "${forms.join(' ')}" >&2; exit 1`);
    const failure = await run(target, study).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Error);
    expectClean(`${String(failure)} ${JSON.stringify(failure)}`, 'The error');
  });

  it('is gone from disk when opening fails', async () => {
    const { repository, target } = await newRepository(github.current);
    await repository.bare.commit([['data', 'a file']]);
    const { given, temporary } = await surroundings();
    await expect(openTarget(target, given)).rejects.toThrow(/a file, not a folder/);
    expect(await readdir(temporary)).toEqual([]);
  });
});

describe('the checkout and the settings of the user', () => {
  it('stay as they are, with a detached head', async () => {
    const { repository, target } = await newRepository(github.current);
    await repository.bare.commit([['README.md', 'hello']]);
    const { given, env } = await surroundings();
    const home = await newFolder();
    const workspace = join(home, 'checkout');
    await git(home, ['clone', '--quiet', repository.bare.folder, workspace]);
    await git(workspace, ['checkout', '--quiet', '--detach']);
    await writeFile(join(workspace, 'uncommitted.txt'), 'mine');
    // Settings that would break everything if they were heeded.
    const settings =
      '[url "file:///nowhere"]\n\tinsteadOf = http://\n[core]\n\thooksPath = /nowhere\n\tautocrlf = true\n';
    await writeFile(join(home, '.gitconfig'), settings);
    const before = await everythingBelow(home);
    const wrong = { GIT_DIR: join(workspace, '.git'), GIT_INDEX_FILE: join(workspace, '.git', 'index') };
    const user = { ...env, HOME: home, GITHUB_WORKSPACE: workspace, ...wrong };
    const result = await run(target, study, { given: { ...given, env: user } });
    expect(result).toMatchObject({ committed: true });
    expect(await everythingBelow(home)).toEqual(before);
  });
});

describe('a deploy key', () => {
  // A stub in place of ssh: what is tried here is what ssh is given, not that a server lets it in.
  it('goes to ssh as a file that only we can read, with pinned hosts, and is removed', async () => {
    const folder = await newFolder();
    const log = join(folder, 'ssh.log');
    const script = [
      '#!/bin/sh',
      `printf '%s\\n' "$@" >> '${log}'`,
      'while [ $# -gt 0 ]; do case "$1" in',
      `-i) stat -c 'mode %a' "$2" >> '${log}'; cat "$2" >> '${log}'; shift;;`,
      `-o) case "$2" in UserKnownHostsFile=*) cat "\${2#*=}" >> '${log}';; esac; shift;;`,
      'esac; shift; done',
      'echo "git@github.com: Permission denied (publickey)." >&2; exit 255',
    ];
    await writeFile(join(folder, 'ssh'), script.join('\n'));
    await chmod(join(folder, 'ssh'), 0o755);
    const key =
      '-----BEGIN OPENSSH PRIVATE KEY-----\r\nplantedKeyLine1234567890abcdef\r\n-----END OPENSSH PRIVATE KEY-----';
    const { given, env, temporary } = await surroundings();
    const path = [folder, process.env.PATH].join(delimiter);
    const opening = openTarget(
      { repository: 'lab/data', branch: 'main', path: 'data', access: { kind: 'ssh', key } },
      { ...given, env: { ...env, PATH: path } },
    );
    const failure = await opening.catch((error: unknown) => error);
    expect(failure).toMatchObject({
      name: 'AuthenticationError',
      message: expect.stringMatching(/deploy key/),
    });
    const seen = await readFile(log, 'utf8');
    expect(seen).toContain('mode 600');
    expect(seen).toContain(`${key.replaceAll('\r', '')}\n`);
    expect(seen).toContain('github.com ssh-ed25519 AAAA');
    expect(seen).toContain('StrictHostKeyChecking=yes');
    expect(seen).toMatch(/git@github\.com\ngit-upload-pack '\/lab\/data\.git'/);
    const [given_] = seen.split('mode 600');
    expect(given_).not.toContain('plantedKeyLine');
    expect(String(failure)).not.toContain('plantedKeyLine');
    expect(await readdir(temporary)).toEqual([]);
  });

  it('for another server needs its host keys', async () => {
    const key = '-----BEGIN OPENSSH PRIVATE KEY-----\nx\n-----END OPENSSH PRIVATE KEY-----';
    const { given, temporary } = await surroundings();
    const target = {
      ...{ repository: 'lab/data', branch: 'main', path: 'data', serverUrl: 'https://git.example.org' },
      access: { kind: 'ssh', key },
    } as const;
    await expect(openTarget(target, given)).rejects.toThrow(/host keys of git\.example\.org are not known/);
    expect(await readdir(temporary)).toEqual([]);
  });
});

describe('a clone', () => {
  it('of a large repository fetches one commit, and no files but ours', async () => {
    const { repository, target } = await newRepository(github.current);
    for (let i = 0; i < 4; i += 1) {
      const large = randomBytes(500_000);
      await repository.bare.commit([
        [`media/${i}.bin`, large],
        [`${target.path}/large${i}.bin`, large],
      ]);
    }
    await run(target, study);
    const { given, temporary } = await surroundings();
    const data = await openTarget(target, given);
    await writeExport(data.folder, { tables: { 'events.csv': 'id\n1\n2\n' } });
    expect(await data.commit({ message: 'x' })).toMatchObject({ committed: true });
    const [clone = ''] = await readdir(temporary);
    const folder = join(temporary, clone, 'git');
    const sizes = await readdir(folder, { recursive: true });
    let bytes = 0;
    for (const file of sizes) bytes += (await stat(join(folder, file))).size;
    expect(bytes).toBeLessThan(400_000);
    expect(await readFile(join(folder, 'shallow'), 'utf8')).toMatch(/^[0-9a-f]{40}\n/);
    await data.close();
  });
});

describe('a server that knows no partial clones', () => {
  it('gives a whole one, and the commit works all the same', async () => {
    const { repository, target } = await newRepository(github.current);
    await repository.bare.text('config', 'uploadpack.allowFilter', 'false');
    await repository.bare.commit([['a.txt', 'a']]);
    expect(await run(target, study)).toMatchObject({ committed: true });
    expect(await run(target, study)).toMatchObject({ committed: false });
  });
});

describe('a command', () => {
  // Its helper holds the output open: were it not ended too, this would take a minute.
  it('that takes too long is ended, with all that it started', { timeout: 30_000 }, async () => {
    const git = new Git({
      env: gitEnvironment(process.env, []),
      redact: (text) => text,
      folder: await newFolder(),
    });
    const hanging = git.try(['-c', 'alias.hang=!sleep 60 & wait', 'hang'], { timeout: 500 });
    await expect(hanging).rejects.toBeInstanceOf(TimeoutError);
  });

  it('tells where git is missing', async () => {
    const git = new Git({ env: { PATH: '' }, redact: (text) => text, folder: await newFolder() });
    await expect(git.try(['--version'])).rejects.toThrow(/git is not installed/);
  });
});

describe('a signal', () => {
  it('ends a command that hangs, and leaves nothing', { timeout: 30_000 }, async () => {
    const { target } = await newRepository(github.current);
    const stop = new AbortController();
    github.current.disturb({
      service: 'git-receive-pack',
      before: () => {
        stop.abort(new Error('Enough.'));
        return new Promise<void>(() => undefined);
      },
    });
    const { given, temporary } = await surroundings({ signal: stop.signal });
    await expect(run(target, study, { given })).rejects.toThrow('Enough.');
    expect(await readdir(temporary)).toEqual([]);
  });
});
