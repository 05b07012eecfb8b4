/** Made by the build from the registry of the core package: see build/editor.mts. */
declare module 'virtual:data-types' {
  export interface DataTypeInfo {
    readonly name: string;
    readonly scopes: readonly string[];
    readonly filters: readonly string[];
  }
  export interface FilterInfo {
    readonly kind: 'time' | 'text' | 'ms' | 'flag';
  }
  export const dataTypes: readonly DataTypeInfo[];
  export const filters: Readonly<Record<string, FilterInfo>>;
}
