import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dataType, dataTypeNames } from '@hyperstudy-workflows/core';
import { type NodeType, nameOf, root, types } from './paths.mts';

interface Catalogue {
  [key: string]: string | Catalogue;
}

/** The catalogue of each node: the shared part and its own. English titles of data types stand in the registry. */
export async function catalogues(language: string): Promise<[NodeType, Catalogue][]> {
  const file = join(root, 'locales', `${language}.json`);
  const texts: Record<string, Catalogue> = JSON.parse(await readFile(file, 'utf8'));
  const titles = Object.fromEntries(dataTypeNames.map((name) => [name, dataType(name).title]));
  const { common = {} } = texts;
  const shared = { ...common, dataType: language === 'en-US' ? titles : (common.dataType ?? {}) };
  return types.map((type) => [type, { common: shared, [nameOf(type)]: texts[nameOf(type)] ?? {} }]);
}
