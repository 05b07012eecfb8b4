import { join } from 'node:path';
import { dataType, dataTypeNames, filters } from '@hyperstudy-workflows/core';
import { type Plugin, rolldown } from 'rolldown';
import { names, root } from './paths.mts';

const virtualId = 'virtual:data-types';

/** What the editor needs of the registry, without the schemas and their library. */
const registry: Plugin = {
  name: 'data-types',
  resolveId: (id) => (id === virtualId ? `\0${virtualId}` : undefined),
  load: (id) => {
    if (id !== `\0${virtualId}`) return undefined;
    const types = dataTypeNames.map((name) => {
      const { scopes, filters: taken } = dataType(name);
      return { name, scopes, filters: taken };
    });
    const kinds = Object.fromEntries(Object.entries(filters).map(([name, { kind }]) => [name, { kind }]));
    return `export const dataTypes = ${JSON.stringify(types)};\nexport const filters = ${JSON.stringify(kinds)};`;
  },
};

/** The script of each node for the editor, as text to be put into its page. */
export async function editorBundles(): Promise<Record<string, string>> {
  const scripts = names.map(async (name) => {
    const bundle = await rolldown({
      input: join(root, 'src', name, 'editor.ts'),
      platform: 'browser',
      plugins: [registry],
      tsconfig: join(root, 'tsconfig.editor.json'),
    });
    const { output } = await bundle.generate({ format: 'iife' });
    await bundle.close();
    return [`hyperstudy-${name}`, output[0].code] as const;
  });
  return Object.fromEntries(await Promise.all(scripts));
}
