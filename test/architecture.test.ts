import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const scope = '@hyperstudy-workflows/';

/** Which packages of ours each may import; the arrows of CONTRIBUTING.md. */
const arrows: Readonly<Record<string, readonly string[]>> = {
  'packages/core': [],
  'packages/sandbox': ['core'],
  'packages/export': ['core'],
  'packages/cli': ['core', 'export', 'sandbox'],
  nodes: ['core', 'export'],
  action: ['core', 'export'],
};

/** What the sandbox may take from core: the registry with its schemas and document, and the error for a wrong option. */
const coreForSandbox =
  /^(UsageError|dataType|dataTypes|dataTypeNames|fieldsOf|filters|parseDataTypes?|openApiDocument)$|^[A-Z]\w*$/;

const rooms = Object.keys(arrows).filter((room) => existsSync(join(root, room, 'package.json')));

const sourcesOf = (folder: string) =>
  globSync(`${folder}/**/*.ts`, { cwd: root })
    .filter((file) => !file.endsWith('.generated.ts'))
    .sort();

/** The script of the report's page: bundled when the package is built, with what it imports. */
const isForBrowser = (file: string) => file.startsWith(join('packages/export/src/report/client/'));

interface Import {
  readonly file: string;
  readonly from: string;
  readonly names: readonly string[];
  readonly typeOnly: boolean;
}

function importsOf(file: string): Import[] {
  const text = readFileSync(join(root, file), 'utf8');
  const statements = text.matchAll(/^(?:import|export)\s+(type\s+)?([^'";]*?)\s*from\s+'([^']+)'/gm);
  const effects = text.matchAll(/(?:^import|\bimport\()\s*'([^']+)'/gm);
  return [
    ...[...statements].map(([, type, names = '', from = '']) => ({
      file,
      from,
      names: names
        .replace(/[{}]/g, '')
        .split(',')
        .map((name) => name.trim().replace(/\s+as\s.*/, '')),
      typeOnly: type !== undefined,
    })),
    ...[...effects].map(([, from = '']) => ({ file, from, names: [], typeOnly: false })),
  ];
}

/** The package that an import names: @scope/name or name. */
const packageOf = (from: string) => from.split('/', from.startsWith('@') ? 2 : 1).join('/');

describe.each(rooms)('%s', (room) => {
  const imports = sourcesOf(`${room}/src`).flatMap(importsOf);

  it('imports along the arrows only', () => {
    const allowed = new Set(arrows[room]?.map((name) => scope + name));
    const wrong = imports.filter(({ from }) => from.startsWith(scope) && !allowed.has(from));
    expect(wrong.map(({ file, from }) => `${file}: ${from}`)).toEqual([]);
  });

  it('reaches other packages by name, never by path', () => {
    const wrong = imports
      .filter(({ from }) => from.startsWith('.'))
      .filter(({ file, from }) =>
        relative(room, resolve('/', dirname(file), from).slice(1)).startsWith('..'),
      );
    expect(wrong.map(({ file, from }) => `${file}: ${from}`)).toEqual([]);
  });

  it('depends on what it imports, and on nothing else', () => {
    const { dependencies = {} } = JSON.parse(readFileSync(join(root, room, 'package.json'), 'utf8'));
    const used = imports
      .filter(({ file }) => !isForBrowser(file))
      .map(({ from }) => from)
      .filter((from) => !from.startsWith('.') && !from.startsWith('node:'));
    const bundled = room === 'nodes' || room === 'action';
    if (!bundled) expect(Object.keys(dependencies).sort()).toEqual([...new Set(used.map(packageOf))].sort());
  });
});

describe('everywhere', () => {
  const sources = rooms.flatMap((room) => sourcesOf(`${room}/src`));

  it('there are sources', () => {
    expect(sources.length).toBeGreaterThan(100);
  });

  it('index.ts only exports', () => {
    const wrong = sources
      .filter((file) => file.endsWith('/index.ts') && !/^(nodes|action)\//.test(file))
      .filter((file) => {
        const code = readFileSync(join(root, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
        return (
          code.replace(/export\s+(type\s+)?(\*|\{[^}]*\})(\s+as\s+\w+)?\s+from\s+'[^']+';/g, '').trim() !== ''
        );
      });
    expect(wrong).toEqual([]);
  });

  it('no file is longer than 320 lines', () => {
    const files = [
      ...sources,
      ...sourcesOf('test'),
      ...rooms.flatMap((room) => sourcesOf(`${room}/test`)),
      ...sourcesOf('scripts'),
    ];
    const long = files
      .map((file) => ({ file, lines: readFileSync(join(root, file), 'utf8').split('\n').length }))
      .filter(({ lines }) => lines > 320);
    expect(long).toEqual([]);
  });

  it('the script of the report takes only types from elsewhere, and the plot library', () => {
    const taken = sourcesOf('packages/export/src/report/client').flatMap(importsOf);
    const wrong = taken.filter(
      ({ from, typeOnly }) => !from.startsWith('./') && !typeOnly && from !== 'uplot',
    );
    expect(taken.length).toBeGreaterThan(20);
    expect(wrong.map(({ file, from }) => `${file}: ${from}`)).toEqual([]);
  });

  it('nothing that runs in Node imports the script of the report', () => {
    const wrong = sourcesOf('packages/export/src')
      .filter((file) => !isForBrowser(file))
      .flatMap(importsOf)
      .filter(({ from }) => from.includes('/client/'));
    expect(wrong.map(({ file, from }) => `${file}: ${from}`)).toEqual([]);
  });

  it('the sandbox takes only registry and schemas of core', () => {
    const taken = sourcesOf('packages/sandbox/src')
      .flatMap(importsOf)
      .filter(({ from, typeOnly }) => from === `${scope}core` && !typeOnly)
      .flatMap(({ file, names }) => names.map((name) => ({ file, name })))
      .filter(({ name }) => name !== '' && !name.startsWith('type '));
    const wrong = taken.filter(
      ({ name }) => !coreForSandbox.test(name) || /^(HyperStudy|Rate|Record)/.test(name),
    );
    expect(wrong).toEqual([]);
  });

  it('nothing imports nodes, action or cli', () => {
    const wrong = sources
      .flatMap(importsOf)
      .filter(({ from }) => /hyperstudy-workflows\/(cli|node-red|action)/.test(from));
    expect(wrong.map(({ file, from }) => `${file}: ${from}`)).toEqual([]);
  });
});
