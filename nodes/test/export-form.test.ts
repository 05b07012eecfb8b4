import { exportSettings } from '@hyperstudy-workflows/export';
import { parseAst } from 'rolldown/parseAst';
import { expect, test } from 'vitest';
import { editorBundles } from '../build/editor.mts';
import { page } from '../build/template.mts';
import { isObject } from '../src/common/host.ts';
import { migrate } from '../src/common/migrate.ts';
import { migrations } from '../src/export/migrations.ts';
import { objectIn } from './support.ts';

/** The form of the export node against the table of settings. */
const names = Object.keys(exportSettings);

test('has one field for each setting', async () => {
  const form = await page('hyperstudy-export', '', '');
  const fields = [...form.matchAll(/<(?:input|select|span)[^>]* id="(?:node-input|hyperstudy)-(\w+)"/g)];
  const found = fields.map(([, name = '']) => name).filter((name) => names.includes(name));
  expect(found.sort()).toEqual([...names].sort());
});

test('a new node has the defaults of the table', async () => {
  const defaults = defaultsIn((await editorBundles())['hyperstudy-export'] ?? '');
  for (const name of names) {
    const { default: byDefault, kind } = objectIn(objectIn(exportSettings)[name]);
    const empty = kind === 'types' ? [] : '';
    const isEmpty = byDefault === undefined || kind === 'types' || kind === 'list';
    expect(defaults.get(name), name).toEqual(isEmpty ? empty : byDefault);
  }
});

test('version 2: a node of version 1 gets the settings that came then, and keeps its own', async () => {
  const old = { version: 1, types: ['chat'], recordings: 'download', start: 'at', startType: 'msg' };
  const migrated = new Map<string, unknown>(Object.entries(migrate(old, migrations)));
  expect(Object.fromEntries(migrated)).toMatchObject({ ...old, version: 2 });
  const defaults = defaultsIn((await editorBundles())['hyperstudy-export'] ?? '');
  const before = ['types', 'recordings', 'recordingType', 'deployment', 'start', 'end'];
  for (const name of names.filter((setting) => !before.includes(setting)))
    expect(migrated.get(name), name).toEqual(defaults.get(name));
  expect(migrate({ version: 2, report: false }, migrations)).toEqual({ version: 2, report: false });
});

/** Names and values of the literal that the editor is given. */
function defaultsIn(script: string): Map<string, unknown> {
  const found = new Map<string, unknown>();
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    if (!isObject(value)) return;
    if (value.type === 'Property' && objectIn(value.key).name === 'defaults') {
      for (const [name, of] of propertiesOf(value.value))
        found.set(name, literal(new Map(propertiesOf(of)).get('value')));
    }
    Object.values(value).forEach(visit);
  };
  visit(parseAst(script));
  return found;
}

function propertiesOf(value: unknown): [string, unknown][] {
  const { properties } = objectIn(value);
  const list: unknown[] = Array.isArray(properties) ? properties : [];
  return list.map((property) => [String(objectIn(objectIn(property).key).name), objectIn(property).value]);
}

function literal(value: unknown): unknown {
  const { elements, value: plain } = objectIn(value);
  return Array.isArray(elements) ? elements.map(literal) : plain;
}
