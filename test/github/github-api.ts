import type { IncomingMessage } from 'node:http';
import type { BareRepository, FileChange } from './bare-repository.ts';
import type { Reply } from './http-backend.ts';

export type Right = 'read' | 'write';

export interface StandInRepository {
  readonly bare: BareRepository;
  visibility: 'public' | 'private' | 'internal';
  /** Rights by token. */
  readonly tokens: Map<string, Right>;
  archived: boolean;
  /** As the API lists them for any branch. */
  rules: readonly { readonly type: string }[];
  /** What createCommitOnBranch says instead of committing. */
  refusal: { readonly type: string; readonly message: string } | undefined;
}

interface CommitInput {
  readonly branch: { readonly repositoryNameWithOwner: string; readonly branchName: string };
  readonly message: { readonly headline: string; readonly body?: string };
  readonly expectedHeadOid: string;
  readonly fileChanges: {
    readonly additions: readonly { readonly path: string; readonly contents: string }[];
    readonly deletions: readonly { readonly path: string }[];
  };
}

/** The few routes of GitHub's API that commits need, answered from real repositories. */
export async function githubApi(
  repositories: ReadonlyMap<string, StandInRepository>,
  request: IncomingMessage,
): Promise<Reply> {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const token = /^bearer (.*)$/i.exec(request.headers.authorization ?? '')?.[1];
  const body = await bodyOf(request);
  const [status, answer] = await route(repositories, request.method ?? 'GET', url.pathname, token, body);
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(answer) };
}

type Answer = readonly [status: number, body: unknown];

async function route(
  repositories: ReadonlyMap<string, StandInRepository>,
  method: string,
  path: string,
  token: string | undefined,
  body: string,
): Promise<Answer> {
  if (path === '/api/graphql') return graphql(repositories, token, JSON.parse(body));
  const [, name = '', rest = ''] = /^\/api\/v3\/repos\/([^/]+\/[^/]+)(.*)$/.exec(path) ?? [];
  const repository = repositories.get(name);
  const right = token === undefined ? undefined : repository?.tokens.get(token);
  if (repository === undefined || (right === undefined && repository.visibility !== 'public')) {
    return token === 'expired' ? [401, { message: 'Bad credentials' }] : [404, { message: 'Not Found' }];
  }
  if (rest === '') {
    const { visibility, archived } = repository;
    return [200, { full_name: name, private: visibility !== 'public', visibility, archived }];
  }
  if (rest.startsWith('/rules/branches/')) return [200, repository.rules];
  if (rest === '/git/refs' && method === 'POST') return createRef(repository, right, JSON.parse(body));
  return [404, { message: 'Not Found' }];
}

async function createRef(
  { bare }: StandInRepository,
  right: Right | undefined,
  { ref, sha }: { ref: string; sha: string },
): Promise<Answer> {
  if (right !== 'write') return [403, { message: 'Resource not accessible by integration' }];
  if ((await bare.head(ref.slice('refs/heads/'.length))) !== undefined) {
    return [422, { message: 'Reference already exists' }];
  }
  await bare.text('update-ref', ref, sha);
  return [201, { ref, object: { sha } }];
}

async function graphql(
  repositories: ReadonlyMap<string, StandInRepository>,
  token: string | undefined,
  { variables: { input } }: { variables: { input: CommitInput } },
): Promise<Answer> {
  const repository = repositories.get(input.branch.repositoryNameWithOwner);
  const right = token === undefined ? undefined : repository?.tokens.get(token);
  if (repository === undefined || right === undefined) return [401, { message: 'Bad credentials' }];
  const failed = (type: string, message: string): Answer => [
    200,
    { data: { createCommitOnBranch: null }, errors: [{ type, path: ['createCommitOnBranch'], message }] },
  ];
  if (right !== 'write') return failed('FORBIDDEN', 'Resource not accessible by integration');
  if (repository.refusal !== undefined) return failed(repository.refusal.type, repository.refusal.message);
  const { branchName } = input.branch;
  if ((await repository.bare.head(branchName)) !== input.expectedHeadOid) {
    const message = `Expected branch to point to "${input.expectedHeadOid}" but it did not. Pull and try again.`;
    return failed('STALE_DATA', message);
  }
  const changes: FileChange[] = [
    ...input.fileChanges.deletions.map(({ path }): FileChange => [path, null]),
    ...input.fileChanges.additions.map(
      ({ path, contents }): FileChange => [path, Buffer.from(contents, 'base64')],
    ),
  ];
  const message = `${input.message.headline}\n\n${input.message.body ?? ''}`.trim();
  const oid = await repository.bare.commit(changes, { branch: branchName, message });
  return [200, { data: { createCommitOnBranch: { commit: { oid } } } }];
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
