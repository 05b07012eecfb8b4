import { type Problem, problem } from './problem.ts';
import { folderPath, pathProblem } from './safe-path.ts';

/** How the repository is reached: over HTTPS with a token, or over SSH with a deploy key. */
export type Access = TokenAccess | SshAccess;

export interface TokenAccess {
  readonly kind: 'token';
  /** GITHUB_TOKEN, a personal access token or the token of a GitHub App. */
  readonly token: string;
}

export interface SshAccess {
  readonly kind: 'ssh';
  /** Private key, as in its file. */
  readonly key: string;
  /** Lines for known_hosts. Needed for servers other than github.com, whose keys are built in. */
  readonly knownHosts?: string;
  /** Only for questions to the API, such as whether the repository is public. */
  readonly token?: string;
}

/** Where a study is committed to. */
export interface CommitTarget {
  /** owner/name */
  readonly repository: string;
  /** Made if it doesn't exist, from the head of the default branch. Default: the default branch. */
  readonly branch?: string;
  /** Folder in the repository; '.' is the repository itself. */
  readonly path: string;
  readonly access: Access;
  /** Default https://github.com. */
  readonly serverUrl?: string;
  /** Default https://api.github.com. */
  readonly apiUrl?: string;
  /** Default: graphql beside apiUrl. */
  readonly graphqlUrl?: string;
  /**
   * Commits are made by GitHub and signed by it. Needs a token, not a deploy key; the author is then the owner of the
   * token. Default false.
   */
  readonly signed?: boolean;
  /** Large files and recordings go to Git LFS where .gitattributes says so. Default false. */
  readonly lfs?: boolean;
}

/** A target that has been looked over, with defaults filled in. */
export interface CheckedTarget extends CommitTarget {
  readonly owner: string;
  readonly name: string;
  /** Without ./ and a slash at the end; '' is the repository itself. */
  readonly path: string;
  readonly server: URL;
  readonly api: URL;
  readonly graphql: URL;
}

/** A target whose branch is known. */
export interface ReadyTarget extends CheckedTarget {
  readonly branch: string;
}

export type TargetCheck =
  | { readonly target: CheckedTarget; readonly problems: readonly [] }
  | { readonly target: undefined; readonly problems: readonly Problem[] };

/** Looks over what can be judged without a network: all problems at once. */
export function readTarget(target: CommitTarget): TargetCheck {
  const path = folderPath(target.path);
  const problems = [
    ...repositoryProblems(target.repository),
    ...branchProblems(target.branch),
    ...folderProblems(path),
    ...accessProblems(target),
  ];
  const server = urlOf(target.serverUrl ?? 'https://github.com', 'The server URL', problems);
  const api = urlOf(target.apiUrl ?? 'https://api.github.com', 'The API URL', problems);
  const graphql = urlOf(target.graphqlUrl ?? graphqlBeside(target.apiUrl), 'The GraphQL URL', problems);
  if (problems.length > 0 || server === undefined || api === undefined || graphql === undefined) {
    return { target: undefined, problems };
  }
  const [owner = '', name = ''] = target.repository.split('/');
  return { target: { ...target, owner, name, path, server, api, graphql }, problems: [] };
}

function repositoryProblems(repository: string): Problem[] {
  if (/^[A-Za-z0-9](?:[A-Za-z0-9_-]*)\/[A-Za-z0-9._-]+$/.test(repository) && !/\/\.{1,2}$/.test(repository))
    return [];
  return [
    problem(
      `repository must be owner/name, not ${JSON.stringify(repository)}.`,
      'Give it as in its address.',
    ),
  ];
}

/** The rules of git check-ref-format that a person can break. */
function branchProblems(branch: string | undefined): Problem[] {
  if (branch === undefined) return [];
  const wrong =
    branch === '' ||
    branch === '@' ||
    branch === 'HEAD' ||
    /^[-/.]|^refs\/|[\s~^:?*[\\\u007f]|\.\.|@\{|\/\/|\/\.|\.lock(\/|$)|[/.]$/.test(branch) ||
    [...branch].some((character) => character < ' ');
  if (!wrong) return [];
  return [problem(`${JSON.stringify(branch)} can't be the name of a branch.`, 'Give a name such as data.')];
}

function folderProblems(path: string): Problem[] {
  const why = path === '' ? undefined : pathProblem(path);
  if (why === undefined) return [];
  return [
    problem(
      `path ${JSON.stringify(path)} can't be used: ${why}.`,
      'Give a folder in the repository, such as data/my-study.',
    ),
  ];
}

function accessProblems({ access, signed }: CommitTarget): Problem[] {
  if (access.kind === 'token' && access.token.trim() === '') {
    return [problem('There is no token to commit with.', 'Set token, or ssh-key for a deploy key.')];
  }
  if (access.kind === 'ssh' && !/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(access.key)) {
    return [
      problem(
        'ssh-key is not a private key.',
        'Set it to the whole text of the private key, from -----BEGIN to -----END.',
      ),
    ];
  }
  if (access.kind === 'ssh' && signed === true) {
    return [
      problem('signed-commits needs a token: a deploy key can’t sign.', 'Set token instead of ssh-key.'),
    ];
  }
  return [];
}

function urlOf(text: string, what: string, problems: Problem[]): URL | undefined {
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return new URL(text);
  problems.push(problem(`${what} ${JSON.stringify(text)} is no address.`, 'Leave it out on github.com.'));
  return undefined;
}

/** GitHub Enterprise Server has /api/v3 for REST and /api/graphql. */
function graphqlBeside(apiUrl = 'https://api.github.com'): string {
  return apiUrl.replace(/\/+$/, '').replace(/\/v3$/, '').concat('/graphql');
}
