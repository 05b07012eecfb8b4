export type { DocumentContext, DocumentWriter } from './documents/document.ts';
export { folderName } from './files/out-folder.ts';
export {
  filesOf,
  type Manifest,
  type ManifestDocument,
  type ManifestFile,
  type ManifestTable,
  manifestSchema,
  oncePerType,
  readManifest,
} from './manifest/manifest.ts';
export { type ExportEstimate, estimateExport, type MediaEstimate } from './plan/estimate.ts';
export { type PlannedTable, planTables } from './plan/tables.ts';
export { reportFile } from './report/report-file.ts';
export { type ExportResult, exportStudy } from './run/export-study.ts';
export type { ExportOptions, ExportProgress } from './run/options.ts';
export type { TableFailure, TableResult } from './run/table-result.ts';
export * from './settings/index.ts';
export * from './shards/index.ts';
export { readTable } from './tables/read-table.ts';
export type { TableRow } from './tables/row-builder.ts';
