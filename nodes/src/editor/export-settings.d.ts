/** Made by the build from the table of the export package: see build/editor.mts. */
declare module 'virtual:export-settings' {
  export interface SettingInfo {
    readonly kind: 'flag' | 'choice' | 'choices' | 'types' | 'list' | 'text' | 'time' | 'count';
    /** Absent where nothing is the default. */
    readonly default?: boolean | string | readonly string[];
    readonly choices?: readonly string[];
    /** Of a count. */
    readonly least?: number;
    readonly most?: number;
  }
  export const exportSettings: Readonly<Record<string, SettingInfo>>;
}
