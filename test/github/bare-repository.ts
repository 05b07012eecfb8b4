import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A file of a commit: its bytes, or null for one that is removed. */
export type FileChange = readonly [path: string, bytes: Buffer | string | null, mode?: string];

const environment = {
  PATH: process.env.PATH,
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  LC_ALL: 'C',
  ...{ GIT_AUTHOR_NAME: 'Second writer', GIT_AUTHOR_EMAIL: 'second@example.org' },
  ...{ GIT_COMMITTER_NAME: 'Second writer', GIT_COMMITTER_EMAIL: 'second@example.org' },
};

/** Runs git in a folder, with no settings of this machine. */
export function git(
  folder: string,
  args: readonly string[],
  { input = '', env = {} }: { input?: Buffer | string; env?: Readonly<Record<string, string>> } = {},
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const child = execFile(
      'git',
      args,
      { cwd: folder, env: { ...environment, ...env }, encoding: 'buffer', maxBuffer: 1 << 28 },
      (error, stdout, stderr) => (error === null ? resolve(stdout) : reject(new Error(String(stderr)))),
    );
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
  });
}

/** A bare repository on the server's disk, changed and read with git itself. */
export class BareRepository {
  readonly folder: string;

  private constructor(folder: string) {
    this.folder = folder;
  }

  static async create(folder: string, branch = 'main'): Promise<BareRepository> {
    await mkdir(folder, { recursive: true });
    await git(folder, ['init', '--quiet', '--bare', `--initial-branch=${branch}`]);
    await git(folder, ['config', 'uploadpack.allowFilter', 'true']);
    await git(folder, ['config', 'http.receivepack', 'true']);
    return new BareRepository(folder);
  }

  async text(...args: string[]): Promise<string> {
    return (await git(this.folder, args)).toString('utf8').trimEnd();
  }

  async head(branch = 'main'): Promise<string | undefined> {
    return this.text('rev-parse', '--verify', '--quiet', `refs/heads/${branch}`).catch(() => undefined);
  }

  /** Commits on top of a branch, as another writer would. */
  async commit(
    changes: readonly FileChange[],
    { branch = 'main', message = 'Something else', on = branch }: CommitPlace = {},
  ): Promise<string> {
    const parent = await this.head(on);
    const env = { GIT_INDEX_FILE: join(this.folder, `index.${process.hrtime.bigint()}`) };
    await git(this.folder, parent === undefined ? ['read-tree', '--empty'] : ['read-tree', parent], { env });
    const lines: string[] = [];
    for (const [path, bytes, mode = '100644'] of changes) {
      const oid = bytes === null ? '0'.repeat(40) : await this.#store(bytes);
      lines.push(`${bytes === null ? '0' : mode} ${oid}\t${path}\0`);
    }
    await git(this.folder, ['update-index', '-z', '--index-info'], { env, input: lines.join('') });
    const tree = (await git(this.folder, ['write-tree'], { env })).toString().trim();
    const parents = parent === undefined ? [] : ['-p', parent];
    const args = ['commit-tree', tree, ...parents, '-m', message];
    const commit = (await git(this.folder, args)).toString().trim();
    const old = (await this.head(branch)) ?? '0'.repeat(40);
    await git(this.folder, ['update-ref', `refs/heads/${branch}`, commit, old]);
    return commit;
  }

  /** Paths of a commit. */
  async paths(ref = 'main'): Promise<string[]> {
    const text = (await git(this.folder, ['ls-tree', '-r', '-z', '--name-only', ref])).toString('utf8');
    return text.split('\0').filter((path) => path !== '');
  }

  bytes(path: string, ref = 'main'): Promise<Buffer> {
    return git(this.folder, ['cat-file', 'blob', `${ref}:${path}`]);
  }

  /** Paths that a commit changed, with A, M or D before each. */
  async diff(commit: string): Promise<string[]> {
    const text = await this.text(
      'diff-tree',
      '-r',
      '--root',
      '--no-commit-id',
      '--name-status',
      '-z',
      commit,
    );
    const parts = text.split('\0').filter((part) => part !== '');
    return Array.from({ length: parts.length / 2 }, (_, i) => `${parts[i * 2]} ${parts[i * 2 + 1]}`);
  }

  /** @param script shell; what it prints reaches the one who pushes */
  async hook(name: 'pre-receive' | 'post-receive', script: string): Promise<void> {
    await writeFile(join(this.folder, 'hooks', name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  }

  async #store(bytes: Buffer | string): Promise<string> {
    const id = await git(this.folder, ['hash-object', '-w', '--stdin', '--no-filters'], { input: bytes });
    return id.toString().trim();
  }
}

interface CommitPlace {
  readonly branch?: string;
  readonly message?: string;
  /** Branch whose head is the parent. */
  readonly on?: string;
}
