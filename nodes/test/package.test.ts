import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAst } from 'rolldown/parseAst';
import { describe, expect, test } from 'vitest';
import { editorBundles } from '../build/editor.mts';
import { helpOf } from '../build/help.mts';
import { names, root, types } from '../build/paths.mts';
import { page } from '../build/template.mts';
import { isObject } from '../src/common/host.ts';
import { objectIn } from './support.ts';

/** What the flow library's scorecard asks of a package (node-red-dev asks the network for some of it). */
const manifest = objectIn(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
const examples = readdirSync(join(root, 'examples'));
const exampleNodes = examples.flatMap((file): unknown[] =>
  JSON.parse(readFileSync(join(root, 'examples', file), 'utf8')),
);

describe('scorecard', () => {
  test('package.json', () => {
    expect(manifest.name).toMatch(/^@[a-z\d][\w-.]+\/[\w-.]*node-red[\w-.]*$/);
    expect(manifest.keywords).toContain('node-red');
    expect(manifest).toMatchObject({
      license: 'MIT',
      repository: { directory: 'nodes' },
      bugs: { url: expect.any(String) },
      engines: { node: '>=22.9.0' },
      'node-red': { version: '>=4.1.0' },
    });
    expect(manifest.type).toBe('commonjs');
    expect(manifest).not.toHaveProperty('dependencies');
  });

  test('examples use every node, are commented, and are those of the repository', () => {
    const used = new Set(exampleNodes.map((node) => objectIn(node).type));
    for (const name of names) expect(used).toContain(`hyperstudy-${name}`);
    for (const file of examples) {
      const text = readFileSync(join(root, 'examples', file), 'utf8');
      expect(text).toContain('"type": "comment"');
      expect(readFileSync(join(root, '../examples/flows', file), 'utf8')).toBe(text);
    }
    expect(readdirSync(join(root, '../examples/flows'))).toEqual(examples);
  });

  test('examples use core nodes only', () => {
    const core = [
      'tab',
      'comment',
      'inject',
      'debug',
      'catch',
      'complete',
      'switch',
      'change',
      'template',
      'delay',
      'file',
      'csv',
    ];
    const web = ['http in', 'http response', 'websocket out', 'websocket-listener'];
    const used = exampleNodes.map((node) => String(objectIn(node).type));
    const known = new Set([...core, ...web, ...names.map((name) => `hyperstudy-${name}`)]);
    expect(used.filter((type) => !known.has(type))).toEqual([]);
  });

  test.each(types)('%s: the page as it is published holds one literal definition', async (type) => {
    const bundles = await editorBundles();
    const html = await page(type, bundles[type] ?? '', await helpOf('en-US', type));
    const scripts = [...html.matchAll(/<script.+?type=['"]text\/javascript['"].*?>([\S\s]*?)<\/script>/gi)];
    expect(scripts).toHaveLength(1);
    const [definition, ...others] = registrationsIn(scripts[0]?.[1] ?? '');
    expect(others).toEqual([]);
    expect(definition?.type).toBe(type);
    // A spread has no name, and the scorecard can't read on.
    expect(definition?.defaults.length).toBeGreaterThan(4);
    expect(definition?.defaults).not.toContain('undefined');
    const values = Object.entries(definition?.values ?? {});
    expect(values.map(([name]) => name)).toEqual(expect.arrayContaining(['category', 'defaults']));
    const read = ['category', 'color', 'icon', 'inputs', 'outputs', 'defaults', 'credentials'];
    for (const [name, kind] of values) {
      const wanted = name === 'defaults' || name === 'credentials' ? 'ObjectExpression' : 'Literal';
      if (read.includes(name)) expect(kind, name).toBe(wanted);
    }
  });

  test('logic imports nothing of Node-RED', () => {
    for (const name of [...names, 'common']) {
      const files = readdirSync(join(root, 'src', name)).filter(
        (file) => !['node.ts', 'routes.ts', 'editor.ts'].includes(file),
      );
      for (const file of files) {
        expect(readFileSync(join(root, 'src', name, file), 'utf8'), file).not.toMatch(
          /from '(node-red|\.\.\/red\/)/,
        );
      }
    }
  });
});

interface Definition {
  readonly type: unknown;
  /** What each property is, as a node of the syntax tree. */
  readonly values: Readonly<Record<string, unknown>>;
  /** Names of the settings. */
  readonly defaults: readonly string[];
}

/** The calls of registerType in a script, as far as they are literal: all that the scorecard reads. */
function registrationsIn(script: string): Definition[] {
  const found: Definition[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    if (!isObject(value)) return;
    Object.values(value).forEach(visit);
    if (value.type !== 'CallExpression') return;
    if (objectIn(objectIn(value.callee).property).name !== 'registerType') return;
    const [type, definition]: unknown[] = Array.isArray(value.arguments) ? value.arguments : [];
    const properties = propertiesOf(definition);
    const values = properties.map(([name, of]) => [name, of.type]);
    const defaults = properties.flatMap(([name, of]) => (name === 'defaults' ? propertiesOf(of) : []));
    found.push({
      type: objectIn(type).value,
      values: Object.fromEntries(values),
      defaults: defaults.map(([name]) => name),
    });
  };
  visit(parseAst(script));
  return found;
}

function propertiesOf(literal: unknown): [string, Record<string, unknown>][] {
  const { properties } = objectIn(literal);
  return (Array.isArray(properties) ? properties : []).map((property: unknown) => {
    const { key, value } = objectIn(property);
    return [String(objectIn(key).name), objectIn(value)];
  });
}
