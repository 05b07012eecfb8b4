// Without dependencies: what tags runs before anything is installed.
import { spawnSync } from 'node:child_process';

/** Who commits: the account that GitHub's own workflows use. */
const author = ['github-actions[bot]', '41898282+github-actions[bot]@users.noreply.github.com'] as const;

/**
 * git in a working tree. Where GITHUB_TOKEN is set it goes to the remote "origin" alone, through the environment:
 * arguments show in process lists.
 */
export function gitIn(root: string): (...args: string[]) => string {
  const run = (args: readonly string[], more: Readonly<Record<string, string>>): string => {
    const env = { ...process.env, LC_ALL: 'C', GIT_TERMINAL_PROMPT: '0', ...more };
    const { status, stdout, stderr } = spawnSync('git', args, { cwd: root, encoding: 'utf8', env });
    if (status === 0) return stdout.trim();
    throw new Error(`git ${args[0]} failed: ${stderr?.trim() || 'is git installed?'}`);
  };
  const token = process.env.GITHUB_TOKEN;
  const [name, email] = author;
  const identity = {
    GIT_AUTHOR_NAME: name,
    GIT_AUTHOR_EMAIL: email,
    GIT_COMMITTER_NAME: name,
    GIT_COMMITTER_EMAIL: email,
  };
  if (token === undefined || token === '') return (...args) => run(args, identity);
  const credentials = {
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: `http.${run(['remote', 'get-url', 'origin'], {})}.extraHeader`,
    GIT_CONFIG_VALUE_0: `Authorization: Basic ${Buffer.from(`x-access-token:${token}`).toString('base64')}`,
  };
  return (...args) => run(args, { ...identity, ...credentials });
}
