import type { Node } from 'node-red';
import type { Place } from '../poll/place.ts';

const place = 'hyperstudy-poll';

/** Keeps the place of a poll in a context store of the node. */
export function contextStore(node: Node, store: string): Place {
  const set = (value: unknown) =>
    new Promise<void>((resolve, reject) => {
      node.context().set(place, value, store, (error) => (error ? reject(error) : resolve()));
    });
  return {
    load: (key) =>
      new Promise((resolve, reject) => {
        node.context().get(place, store, (error, saved: unknown) => {
          if (error) reject(error);
          else resolve(isSaved(saved) && saved.key === key ? saved.state : undefined);
        });
      }),
    save: (key, state) => set({ key, state }),
    forget: () => set(undefined),
  };
}

const isSaved = (value: unknown): value is { key: string; state: unknown } =>
  typeof value === 'object' && value !== null && 'key' in value && 'state' in value;
