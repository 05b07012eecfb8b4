/** Where the pull request is opened, as the variables of a workflow say it. */
export interface Place {
  readonly apiUrl: string;
  /** Owner and name. */
  readonly repository: string;
  /** Branch that it is merged into. */
  readonly base: string;
  readonly token: string;
}

/**
 * The place that the environment names.
 * @throws {Error} that names what is missing.
 */
export function placeOf(env: Readonly<Record<string, string | undefined>>): Place {
  const names = ['GITHUB_API_URL', 'GITHUB_REPOSITORY', 'GITHUB_REF_NAME', 'GITHUB_TOKEN'] as const;
  const missing = names.filter((name) => !env[name]);
  if (missing.length > 0) throw new Error(`${missing.join(', ')} not set: this runs in a workflow.`);
  const [apiUrl = '', repository = '', base = '', token = ''] = names.map((name) => env[name]);
  return { apiUrl, repository, base, token };
}

/**
 * Opens a pull request of a branch, or gives the open one a new text.
 * @returns its page
 */
export async function openPullRequest(
  place: Place,
  { branch, title, body }: { branch: string; title: string; body: string },
): Promise<string> {
  const { repository, base } = place;
  const pulls = `/repos/${repository}/pulls`;
  const head = `${repository.split('/')[0]}:${branch}`;
  const query = new URLSearchParams({ state: 'open', head, base });
  const [open] = await api<{ number: number; html_url: string }[]>(place, 'GET', `${pulls}?${query}`);
  if (open !== undefined) {
    await api(place, 'PATCH', `${pulls}/${open.number}`, { title, body });
    return open.html_url;
  }
  const opened = await api<{ html_url: string }>(place, 'POST', pulls, { title, body, head: branch, base });
  return opened.html_url;
}

async function api<T>({ apiUrl, token }: Place, method: string, path: string, body?: unknown): Promise<T> {
  const response = await fetch(`${apiUrl}${path}`, {
    method,
    headers: {
      accept: 'application/vnd.github+json',
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
    },
    signal: AbortSignal.timeout(30_000),
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (response.ok) return JSON.parse(await response.text());
  throw new Error(
    `GitHub answered ${response.status} to ${method} ${path}. Under Settings → Actions → General, workflows have to be allowed to create pull requests.`,
  );
}
