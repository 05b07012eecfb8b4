import { writeDerived } from '../documents/derived-file.ts';
import type { DocumentContext } from '../documents/document.ts';
import type { ManifestDocument } from '../manifest/manifest.ts';
import { exportSettings } from '../settings/export-settings.ts';
import { codebookOf } from './codebook.ts';
import { markdownOf } from './markdown.ts';

/** codebook.md and codebook.json: made from the manifest and the registry, without reading a table. */
export async function writeCodebook({
  out,
  manifest,
  options,
}: DocumentContext): Promise<ManifestDocument[]> {
  const wanted = options.codebook ?? exportSettings.codebook.default;
  if (!wanted || manifest.files.length === 0) return [];
  const codebook = codebookOf(manifest);
  const files: ManifestDocument[] = [];
  for (const [path, text] of [
    ['codebook.json', `${JSON.stringify(codebook, null, 2)}\n`],
    ['codebook.md', markdownOf(codebook)],
  ] as const) {
    files.push(await writeDerived(out, path, text));
  }
  return files;
}
