/** Where values may come from besides the node itself. */
export const fromMessage = ['msg', 'flow', 'global', 'env', 'jsonata'] as const;
export const withoutMessage = ['flow', 'global', 'env'] as const;

export type Sources = typeof fromMessage | typeof withoutMessage;

export type Translate = (key: string, values?: Record<string, string>) => string;
