import { afterAll, beforeAll } from 'vitest';
import type { Pagination } from '../src/api/answer.ts';
import { type Sandbox, type SandboxOptions, startSandbox } from '../src/index.ts';

export type Json = Record<string, unknown>;

export interface Got {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: { status?: string; data?: unknown; metadata?: Json; error?: Json };
  /** data as rows, whatever its shape. */
  readonly rows: Json[];
  /** The pagination block; empty where there is none. */
  readonly pagination: Partial<Pagination>;
}

/** A sandbox for the tests of a file (or describe block). */
export function useSandbox(options?: SandboxOptions): { readonly current: Sandbox } {
  let running: Sandbox | undefined;
  beforeAll(async () => {
    running = await startSandbox(options);
  });
  afterAll(() => running?.close());
  return {
    get current() {
      if (running === undefined) throw new Error('The sandbox has not started.');
      return running;
    },
  };
}

/** A request with a key; `path` lies below the base URL. */
export async function get(
  sandbox: Sandbox,
  path: string,
  headers: Record<string, string> = {},
): Promise<Got> {
  const response = await fetch(sandbox.url + path, { headers: { 'X-API-Key': sandbox.apiKey, ...headers } });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.startsWith('application/json') === true;
  const body = isJson ? JSON.parse(text) : {};
  const rows = Array.isArray(body.data) ? body.data : body.data === undefined ? [] : [body.data];
  const pagination = body.metadata?.pagination ?? {};
  return { status: response.status, headers: response.headers, text, body, rows, pagination };
}

/** All pages of a list, in order. */
export async function all(sandbox: Sandbox, path: string, limit = 1000): Promise<Json[]> {
  const rows: Json[] = [];
  for (;;) {
    const joint = path.includes('?') ? '&' : '?';
    const page = await get(sandbox, `${path}${joint}limit=${limit}&offset=${rows.length}`);
    if (page.status !== 200) throw new Error(`${path}: ${page.text}`);
    rows.push(...page.rows);
    if (page.pagination.hasMore !== true) return rows;
  }
}

/** The signed URL of a recording. */
export async function mint(sandbox: Sandbox, recording: Json): Promise<string> {
  const { body } = await get(sandbox, String(recording.downloadPath));
  return String((body.data as Json).url);
}
