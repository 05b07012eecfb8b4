import { type DataTypeName, dataType, dataTypeNames } from '@hyperstudy-workflows/core';
import type { Sandbox } from '@hyperstudy-workflows/sandbox';

interface Body {
  readonly data: readonly Record<string, unknown>[];
  readonly metadata?: { readonly pagination?: { readonly total: number; readonly hasMore: boolean } };
}

/** How many records of a type the server has, asked for without the client under test. */
export async function serverTotal(sandbox: Sandbox, type: string): Promise<number> {
  const { path, scopes, view, paged } = dataType(known(type));
  if (!scopes.includes('experiment')) {
    const lists = sandbox.roomIds.map((room) => ask(sandbox, `/data/${path}/room/${room}`));
    return (await Promise.all(lists)).reduce((sum, { data }) => sum + data.length, 0);
  }
  const route = `/data/${path}/experiment/${sandbox.experimentId}`;
  if (view !== undefined) {
    // Rooms of older releases have another category: what belongs together is in either.
    const parts = view.map(async ({ category, eventTypePrefix = '' }) => {
      const { data } = await ask(sandbox, `${route}?limit=1000&category=${category}`);
      return data.filter(({ eventType }) => String(eventType).startsWith(eventTypePrefix)).length;
    });
    return (await Promise.all(parts)).reduce((sum, count) => sum + count, 0);
  }
  const { data, metadata } = await ask(sandbox, paged ? `${route}?limit=1` : route);
  return metadata?.pagination?.total ?? data.length;
}

function known(type: string): DataTypeName {
  const name = dataTypeNames.find((candidate) => candidate === type);
  if (name === undefined) throw new Error(`${type} is no data type.`);
  return name;
}

async function ask({ url, apiKey }: Sandbox, path: string): Promise<Body> {
  const response = await fetch(url + path, { headers: { 'X-API-Key': apiKey } });
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return (await response.json()) as Body;
}
