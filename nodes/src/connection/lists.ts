import { type HyperStudy, UsageError } from '@hyperstudy-workflows/core';

/** One choice of a drop-down. */
export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** What a drop-down asks for. */
export interface ListRequest {
  readonly what: 'experiments' | 'deployments' | 'rooms' | 'participants';
  readonly experiment?: string;
  readonly room?: string;
  /** Part of a name. */
  readonly search?: string;
}

const most = 200;

/** Choices for a drop-down of the editor; empty where what they depend on isn't chosen yet. */
export async function listChoices(client: HyperStudy, request: ListRequest): Promise<Choice[]> {
  const { experiment = '', room = '', search } = request;
  switch (request.what) {
    case 'experiments':
      return choices(client.experiments.list({ summary: true, search, limit: most }), ['name', 'title']);
    case 'deployments':
      return choices(client.deployments.list(experiment === '' ? {} : { experiment }), ['name', 'status']);
    case 'rooms':
      if (experiment === '') return [];
      return choices(client.rooms({ experiment }, { limit: most }), ['name', 'status', 'createdAt']);
    case 'participants':
      if (room !== '') return choices(client.participants({ room }, { limit: most }), personFields);
      if (experiment === '') return [];
      return choices(client.participants({ experiment }, { limit: most }), personFields);
    default:
      throw new UsageError('There is no such list.');
  }
}

const personFields = ['name', 'displayName', 'role'];

async function choices(things: AsyncIterable<object>, fields: readonly string[]): Promise<Choice[]> {
  const found = new Map<string, Choice>();
  for await (const thing of things) {
    const facts = new Map<string, unknown>(Object.entries(thing));
    const value = facts.get('id');
    if (typeof value !== 'string' || found.has(value)) continue;
    const words = fields.map((field) => facts.get(field)).filter((word) => typeof word === 'string');
    found.set(value, { value, label: words.join(' · ') || value });
    if (found.size === most) break;
  }
  return [...found.values()];
}
