import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { statedElsewhere } from '../../action/build/licences.mts';
import { everyFileIn } from '../support/folder.ts';
import { repository } from '../support/pack.ts';
import { type Bundled, bundledIn, licenceFiles } from './support/bundled.ts';
import { isAllowed } from './support/licences.ts';

const read = (path: string) => readFileSync(join(repository, path), 'utf8');

/** What the package itself, as it is installed here, says of its licence. */
function licenceOf({ name, version }: Bundled): string | undefined {
  const store = `node_modules/.pnpm/${name.replace('/', '+')}@${version}*/node_modules/${name}/package.json`;
  const [path] = globSync(store, { cwd: repository });
  if (path === undefined) return undefined;
  return JSON.parse(read(path)).license ?? statedElsewhere[`${name} ${version}`];
}

describe.each(licenceFiles)('%s', (file) => {
  const bundled = bundledIn(file);

  it('names what is bundled', () => {
    const names = bundled.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['undici', 'zod', 'hyparquet', 'hyparquet-writer']));
  });

  it('has licences that may be passed on', () => {
    const wrong = bundled.filter((one) => !isAllowed(licenceOf(one)));
    expect(wrong.map((one) => `${one.name}: ${licenceOf(one)}`)).toEqual([]);
  });

  it('has a text for each', () => {
    const without = bundled.filter(({ text }) => !/permission|permitted|apache license/i.test(text));
    expect(without.map(({ name }) => name)).toEqual([]);
  });
});

describe('the plot library of the report', () => {
  it.each(['packages/export/dist', 'nodes/dist', 'action/dist'])(
    '%s has it with its licence',
    async (folder) => {
      const files = (await everyFileIn(join(repository, folder))).filter((file) => file.endsWith('.js'));
      const holders = files.filter((file) => /uPlot \d+\.\d+\.\d+/.test(read(join(folder, file))));
      expect(holders.length).toBeGreaterThan(0);
      for (const file of holders) expect(read(join(folder, file))).toMatch(/Permission is hereby granted/);
    },
  );
});

it('an expression is allowed where one choice is, and all of its parts', () => {
  for (const license of [
    'MIT',
    '(MIT OR GPL-3.0-only)',
    'MIT AND ISC',
    '(BSD-2-Clause OR MIT OR Apache-2.0)',
  ])
    expect(isAllowed(license), license).toBe(true);
  for (const license of [undefined, 'GPL-3.0-only', 'MIT AND GPL-3.0-only', 'UNLICENSED', 'SEE LICENSE IN x'])
    expect(isAllowed(license), license).toBe(false);
});
