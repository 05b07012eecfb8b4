import type { Manifest, ManifestDocument } from '../manifest/manifest.ts';
import type { Client, ExportOptions } from '../run/options.ts';

/** What a document is made from: the finished tables and recordings, through the manifest. */
export interface DocumentContext {
  /** Folder of the export. */
  readonly out: string;
  /** As it will be written, but for `documents`. */
  readonly manifest: Manifest;
  readonly options: ExportOptions;
  /** For facts that no table holds, e.g. the name of the experiment. */
  readonly client: Client;
}

/** Writes files that are derived from the tables (report, codebook, …); returns those it wrote. */
export type DocumentWriter = (context: DocumentContext) => Promise<readonly ManifestDocument[]>;
