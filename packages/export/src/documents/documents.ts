import type { ManifestDocument } from '../manifest/manifest.ts';
import type { DocumentContext, DocumentWriter } from './document.ts';

/**
 * Run in this order after tables and recordings, before the manifest is written. Each looks at the options itself, but
 * what is off unless asked for isn't even loaded.
 */
const documentWriters: readonly DocumentWriter[] = [
  async (context) => (await import('../codebook/write-codebook.ts')).writeCodebook(context),
  async (context) =>
    context.options.datapackage
      ? (await import('../datapackage/write-datapackage.ts')).writeDatapackage(context)
      : [],
  async (context) => (context.options.bids ? (await import('../bids/write-bids.ts')).writeBids(context) : []),
  async (context) => (await import('../report/write-report.ts')).writeReport(context),
];

/** Files of all documents, in order of their paths. */
export async function writeDocuments(
  context: DocumentContext,
  writers: readonly DocumentWriter[] = documentWriters,
): Promise<ManifestDocument[]> {
  const files: ManifestDocument[] = [];
  for (const write of writers) files.push(...(await write(context)));
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}
