export type { Setting } from './define.ts';
export { type ExportSettingName, type ExportSettings, exportSettings, kebab } from './export-settings.ts';
export { type RawSettings, readExportSettings } from './read.ts';
export { durationMs, oneOf, wholeNumber } from './values.ts';
