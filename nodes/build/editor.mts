import { join } from 'node:path';
import { dataType, dataTypeNames, filters } from '@hyperstudy-workflows/core';
import { exportSettings } from '@hyperstudy-workflows/export';
import { type Plugin, rolldown } from 'rolldown';
import { names, root } from './paths.mts';

/** What the editor needs of the registry, without the schemas and their library. */
function dataTypes(): string {
  const types = dataTypeNames.map((name) => {
    const { scopes, filters: taken } = dataType(name);
    return { name, scopes, filters: taken };
  });
  const kinds = Object.fromEntries(Object.entries(filters).map(([name, { kind }]) => [name, { kind }]));
  return `export const dataTypes = ${JSON.stringify(types)};\nexport const filters = ${JSON.stringify(kinds)};`;
}

/** The settings of an export, without their help: the form has its own words, in five languages. */
function settings(): string {
  const short = Object.entries(exportSettings).map(([name, { help: _, ...setting }]) => [name, setting]);
  return `export const exportSettings = ${JSON.stringify(Object.fromEntries(short))};`;
}

const modules: Readonly<Record<string, () => string>> = {
  'virtual:data-types': dataTypes,
  'virtual:export-settings': settings,
};

/** Modules that are made from the tables of the other packages. */
const tables: Plugin = {
  name: 'tables',
  resolveId: (id) => (id in modules ? `\0${id}` : undefined),
  load: (id) => modules[id.replace('\0', '')]?.(),
};

/** The script of each node for the editor, as text to be put into its page. */
export async function editorBundles(): Promise<Record<string, string>> {
  const scripts = names.map(async (name) => {
    const bundle = await rolldown({
      input: join(root, 'src', name, 'editor.ts'),
      platform: 'browser',
      plugins: [tables],
      tsconfig: join(root, 'tsconfig.editor.json'),
    });
    const { output } = await bundle.generate({ format: 'iife' });
    await bundle.close();
    return [`hyperstudy-${name}`, output[0].code] as const;
  });
  return Object.fromEntries(await Promise.all(scripts));
}
