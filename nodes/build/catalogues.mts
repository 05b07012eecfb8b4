import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dataType, dataTypeNames } from '@hyperstudy-workflows/core';
import { type NodeType, nameOf, root, types } from './paths.mts';

interface Catalogue {
  [key: string]: string | Catalogue;
}

/**
 * The catalogue of each node: the shared part and its own. English titles of data types stand in the registry; another
 * language shows them until it has its own.
 */
export async function catalogues(language: string): Promise<[NodeType, Catalogue][]> {
  const file = join(root, 'locales', `${language}.json`);
  const texts: Record<string, Catalogue> = JSON.parse(await readFile(file, 'utf8'));
  const titles = Object.fromEntries(dataTypeNames.map((name) => [name, dataType(name).title]));
  const { common = {} } = texts;
  const own = typeof common.dataType === 'object' ? common.dataType : {};
  const shared = { ...common, dataType: { ...titles, ...own } };
  return types.map((type) => [type, { common: shared, [nameOf(type)]: texts[nameOf(type)] ?? {} }]);
}
