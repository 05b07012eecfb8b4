export { folderName } from './files/out-folder.ts';
export { type Manifest, manifestSchema, readManifest } from './manifest/manifest.ts';
export { type ExportEstimate, estimateExport, type MediaEstimate } from './plan/estimate.ts';
export { type PlannedTable, planTables } from './plan/tables.ts';
export { type ExportResult, exportStudy } from './run/export-study.ts';
export type { TableFailure, TableResult } from './run/group-run.ts';
export type { ExportOptions, ExportProgress } from './run/options.ts';
export * from './settings/index.ts';
