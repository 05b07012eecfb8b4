import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { names, root } from '../build/paths.mts';
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
    expect(manifest).not.toHaveProperty('type');
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
    const types = exampleNodes.map((node) => String(objectIn(node).type));
    const known = new Set([...core, ...web, ...names.map((name) => `hyperstudy-${name}`)]);
    expect(types.filter((type) => !known.has(type))).toEqual([]);
  });

  test('definitions are literal, as the scorecard reads them', () => {
    for (const name of names) {
      const source = readFileSync(join(root, 'src', name, 'editor.ts'), 'utf8');
      expect(source).toMatch(new RegExp(`registerType<[^(]*>\\('hyperstudy-${name}', \\{\\n`));
      for (const field of ['category', 'defaults', 'icon', 'color', 'inputs', 'outputs']) {
        const [, value] = new RegExp(`^ {2}${field}: (.)`, 'm').exec(source) ?? [];
        if (value !== undefined)
          expect(value, `${name}.${field}`).toMatch(field === 'defaults' ? /\{/ : /['\d]/);
      }
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
