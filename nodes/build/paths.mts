import { dirname } from 'node:path';

/** The nodes folder. */
export const root = dirname(import.meta.dirname);
export const dist = `${root}/dist`;

/** Names of the nodes: src/<name>/ holds hyperstudy-<name>. */
export const names = ['connection', 'fetch', 'poll', 'recording', 'export'] as const;
export type Name = (typeof names)[number];

export const types = names.map((name) => `hyperstudy-${name}` as const);
export type NodeType = `hyperstudy-${Name}`;

export const nameOf = (type: NodeType): string => type.replace('hyperstudy-', '');
