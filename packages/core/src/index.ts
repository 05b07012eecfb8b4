export * from './data-types/index.ts';
export * from './errors/index.ts';
