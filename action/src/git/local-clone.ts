import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { GitError } from './errors/git-error.ts';
import { failureOf, type Git, transferTimeout } from './run-git.ts';

/** A file or submodule of a commit. */
export interface Entry {
  /** 100644, 100755 (executable), 120000 (symbolic link), 160000 (submodule), 040000 (folder). */
  readonly mode: string;
  readonly oid: string;
}

/** What the server says of the branch. */
export interface Heads {
  /** Head of the branch that is committed to; undefined where there is no such branch. */
  readonly branch: string | undefined;
  /** Head of the default branch; undefined in an empty repository. */
  readonly fallback: string | undefined;
}

/** A change to the tree of a commit; without an oid the file is removed. */
export interface TreeChange {
  readonly path: string;
  readonly mode: string;
  readonly oid: string | undefined;
}

/** Branch of an empty repository where none is asked for. */
const emptyDefault = 'main';

const branchRef = (branch: string): string => `refs/heads/${branch}`;

/**
 * Our own clone of the data repository: one commit deep, without the content of files but those that are asked for, so
 * that a large repository costs nothing.
 */
export class LocalClone {
  readonly git: Git;
  /** The git directory. */
  readonly directory: string;
  /** Where files are checked out. */
  readonly workTree: string;
  #branch: string | undefined;

  private constructor(git: Git, directory: string, workTree: string, branch: string | undefined) {
    this.git = git;
    this.directory = directory;
    this.workTree = workTree;
    this.#branch = branch;
  }

  /** @param git that runs with GIT_DIR and GIT_WORK_TREE set to these folders */
  static async create(
    git: Git,
    place: { readonly directory: string; readonly workTree: string },
    remote: { readonly url: string; readonly branch: string | undefined },
  ): Promise<LocalClone> {
    await mkdir(place.workTree, { recursive: true });
    await git.run(['init', '--quiet', '--template=']);
    await git.run(['remote', 'add', 'origin', remote.url]);
    await git.run(['config', 'core.sparseCheckout', 'true']);
    await git.run(['config', 'core.sparseCheckoutCone', 'false']);
    await mkdir(join(place.directory, 'info'), { recursive: true });
    return new LocalClone(git, place.directory, place.workTree, remote.branch);
  }

  /** The branch that is committed to; the default one is known after the server was asked for its heads. */
  get branch(): string {
    return this.#branch ?? emptyDefault;
  }

  /** Asks the server. */
  async heads(): Promise<Heads> {
    const asked = this.#branch === undefined ? [] : [branchRef(this.#branch)];
    const args = ['ls-remote', '--symref', 'origin', 'HEAD', ...asked];
    const text = await this.git.text(args, { timeout: 60_000 });
    const lines = text.split('\n').map((line) => line.split('\t'));
    const oidOf = (name: string) => lines.find(([oid, is]) => is === name && !oid?.startsWith('ref: '))?.[0];
    const fallback = oidOf('HEAD');
    if (this.#branch !== undefined) return { branch: oidOf(branchRef(this.#branch)), fallback };
    const symbolic = lines.find(([ref, name]) => ref?.startsWith('ref: ') && name === 'HEAD')?.[0];
    this.#branch = symbolic?.replace(/^ref: refs\/heads\//, '');
    return { branch: fallback, fallback };
  }

  /**
   * Fetches a commit with its folders, without files.
   * @param depth commits of history
   */
  async fetch(ref: string, depth = 1): Promise<string> {
    const to = 'refs/remotes/origin/target';
    const args = ['fetch', '--quiet', '--no-tags', `--depth=${depth}`, '--filter=blob:none', 'origin'];
    await this.git.run([...args, `+${ref}:${to}`], { timeout: transferTimeout });
    return this.git.text(['rev-parse', '--verify', to]);
  }

  fetchBranch(depth = 1): Promise<string> {
    return this.fetch(branchRef(this.branch), depth);
  }

  /** Entries below a folder, by their path from there; all of the commit for ''. */
  async entries(commit: string, folder: string): Promise<Map<string, Entry>> {
    const prefix = folder === '' ? '' : `${folder}/`;
    const args = ['ls-tree', '-r', '-z', '--full-tree', commit, ...(prefix === '' ? [] : ['--', prefix])];
    const entries = new Map<string, Entry>();
    for (const [path, entry] of parseEntries(await this.git.run(args))) {
      entries.set(path.slice(prefix.length), entry);
    }
    return entries;
  }

  /** The entry of exactly this path: a file, a folder, or none. */
  async entry(commit: string, path: string): Promise<Entry | undefined> {
    const [found] = parseEntries(await this.git.run(['ls-tree', '-z', '--full-tree', commit, '--', path]));
    return found?.[1];
  }

  async content(oid: string): Promise<Buffer> {
    return this.git.run(['cat-file', 'blob', oid], { timeout: transferTimeout });
  }

  /** Puts exactly these files of a commit into the work tree, byte for byte: no line endings, no filters. */
  async checkOut(commit: string, paths: readonly string[]): Promise<void> {
    const info = join(this.directory, 'info');
    // Attributes given here win over those of the repository.
    const attributes = join(info, 'attributes');
    await writeFile(attributes, '* -text -eol -filter -ident -working-tree-encoding\n');
    await writeFile(join(info, 'sparse-checkout'), paths.map((path) => `${pattern(path)}\n`).join(''));
    await this.git.run(['read-tree', '-m', '-u', commit], { timeout: transferTimeout });
    await rm(attributes);
  }

  /** Stores files as they are; returns their ids in the same order. */
  async store(paths: readonly string[]): Promise<string[]> {
    if (paths.length === 0) return [];
    const stdin = paths.map((path) => `${path}\n`).join('');
    const args = ['hash-object', '-w', '--no-filters', '--stdin-paths'];
    const text = await this.git.text(args, { stdin, timeout: transferTimeout });
    return text.split('\n');
  }

  async storeBytes(bytes: Buffer): Promise<string> {
    return this.git.text(['hash-object', '-w', '--no-filters', '--stdin'], { stdin: bytes });
  }

  /** Those of the paths that .gitattributes of a commit send through this filter. */
  async filtered(commit: string, paths: readonly string[], filter: string): Promise<string[]> {
    const env = { GIT_INDEX_FILE: join(this.directory, 'index.attributes') };
    await this.git.run(['read-tree', commit], { env });
    const stdin = paths.map((path) => `${path}\0`).join('');
    const args = ['check-attr', '-z', '--cached', '--stdin', 'filter'];
    const fields = (await this.git.run(args, { env, stdin, timeout: transferTimeout }))
      .toString()
      .split('\0');
    // Path, name and value, one after the other.
    return paths.filter((_, i) => fields[i * 3 + 2] === filter);
  }

  /** The tree of a commit (undefined: an empty one) with changes. */
  async tree(commit: string | undefined, changes: readonly TreeChange[]): Promise<string> {
    const env = { GIT_INDEX_FILE: join(this.directory, 'index.commit') };
    await rm(env.GIT_INDEX_FILE, { force: true });
    await this.git.run(commit === undefined ? ['read-tree', '--empty'] : ['read-tree', commit], { env });
    const stdin = changes.map(({ path, mode, oid }) =>
      oid === undefined ? `0 ${'0'.repeat(40)}\t${path}\0` : `${mode} ${oid}\t${path}\0`,
    );
    await this.git.run(['update-index', '-z', '--index-info'], { env, stdin: stdin.join('') });
    // Without the flag, git would fetch every file of the repository to see that it exists.
    return this.git.text(['write-tree', '--missing-ok'], { env });
  }

  async commit(
    tree: string,
    parent: string | undefined,
    message: string,
    author: { readonly name: string; readonly email: string },
  ): Promise<string> {
    const env = {
      GIT_AUTHOR_NAME: author.name,
      GIT_AUTHOR_EMAIL: author.email,
      GIT_COMMITTER_NAME: author.name,
      GIT_COMMITTER_EMAIL: author.email,
    };
    const parents = parent === undefined ? [] : ['-p', parent];
    return this.git.text(['commit-tree', tree, ...parents, '-F', '-'], { env, stdin: message });
  }

  async treeOf(commit: string): Promise<string> {
    return this.git.text(['rev-parse', '--verify', `${commit}^{tree}`]);
  }

  /** Whether a commit is in the history of another, as far as it is here. */
  async isIn(commit: string, head: string): Promise<boolean> {
    const args = ['merge-base', '--is-ancestor', commit, head];
    const { code, stderr } = await this.git.try(args);
    if (code > 1 || code < 0) throw failureOf(args, stderr);
    return code === 0;
  }

  /** A commit between base and head with this parent and tree: one that the server made of our changes. */
  async commitWith(head: string, parent: string, tree: string): Promise<string | undefined> {
    const log = await this.git.text(['log', '--format=%H %P %T', '--max-count=100', head]);
    return log
      .split('\n')
      .find((line) => line.endsWith(` ${parent} ${tree}`))
      ?.split(' ')[0];
  }
}

function parseEntries(output: Buffer): [string, Entry][] {
  return output
    .toString('utf8')
    .split('\0')
    .filter((line) => line !== '')
    .map((line) => {
      const tab = line.indexOf('\t');
      const [mode, , oid] = line.slice(0, tab).split(' ');
      if (tab < 0 || mode === undefined || oid === undefined) {
        throw new GitError('git listed a folder in a way that is not understood.');
      }
      return [line.slice(tab + 1), { mode, oid }];
    });
}

/** A line of sparse-checkout that means this file alone. */
const pattern = (path: string): string => `/${path.replace(/[\\*?[\]]/g, '\\$&').replace(/ $/, '\\ ')}`;
