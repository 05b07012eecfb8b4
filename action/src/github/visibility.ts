import type { Redact } from '@hyperstudy-workflows/core';
import { z } from 'zod';
import type { CheckedTarget } from '../git/target.ts';
import { askGitHub, routeOf } from './api.ts';

/** Who can read a repository. internal: everyone in the enterprise. unknown: neither way of finding out worked. */
export type Visibility = 'public' | 'internal' | 'private' | 'unknown';

const repositorySchema = z.object({
  private: z.boolean(),
  visibility: z.string().optional(),
  archived: z.boolean().optional(),
});

export interface RepositoryFacts {
  readonly visibility: Visibility;
  readonly archived: boolean;
}

/**
 * Whether anyone may read the repository. The API says so where the token reaches it; else a look without any
 * credentials does: what git shows to nobody in particular is public, what it hides is not. Where both fail the answer
 * is unknown, which callers must take for public: a wrong guess can't be taken back.
 */
export async function repositoryFacts(
  target: CheckedTarget,
  { redact, signal }: { readonly redact: Redact; readonly signal?: AbortSignal },
): Promise<RepositoryFacts> {
  const { access, api, owner, name } = target;
  const url = routeOf(api, 'repos', owner, name);
  const answer = await askGitHub(url, { token: access.token, redact, signal, timeout: 30_000 }).catch(() => {
    signal?.throwIfAborted();
    return undefined;
  });
  const parsed = repositorySchema.safeParse(answer?.status === 200 ? answer.body : undefined);
  if (parsed.success) {
    const { visibility, archived = false } = parsed.data;
    if (!parsed.data.private) return { visibility: 'public', archived };
    return { visibility: visibility === 'internal' ? 'internal' : 'private', archived };
  }
  return { visibility: await asAnyoneSees(target, redact, signal), archived: false };
}

async function asAnyoneSees(
  { server, owner, name }: CheckedTarget,
  redact: Redact,
  signal: AbortSignal | undefined,
): Promise<Visibility> {
  const url = routeOf(server, owner, `${name}.git`, 'info', 'refs');
  url.search = '?service=git-upload-pack';
  const answer = await askGitHub(url, { redact, signal, timeout: 30_000 }).catch(() => {
    signal?.throwIfAborted();
    return undefined;
  });
  if (answer?.status === 200) return 'public';
  if (answer?.status === 401 || answer?.status === 404) return 'private';
  return 'unknown';
}
