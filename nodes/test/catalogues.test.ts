import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as core from '@hyperstudy-workflows/core';
import { dataType, dataTypeNames, filters } from '@hyperstudy-workflows/core';
import { describe, expect, test } from 'vitest';
import { catalogues } from '../build/catalogues.mts';
import { languages } from '../build/help.mts';
import { names, root } from '../build/paths.mts';
import { page } from '../build/template.mts';
import { objectIn } from './support.ts';

const flatten = (value: unknown, path: string[] = []): [string, string][] =>
  typeof value === 'string'
    ? [[path.join('.'), value]]
    : Object.entries(objectIn(value)).flatMap(([key, inner]) => flatten(inner, [...path, key]));

const textsOf = async (language: string) =>
  new Map((await catalogues(language)).flatMap(([type, catalogue]) => flatten(catalogue, [type])));

describe('catalogues', () => {
  test.each(languages)('%s has the same keys and values as English, and short statuses', async (language) => {
    const [english, texts] = await Promise.all([textsOf('en-US'), textsOf(language)]);
    expect([...texts.keys()].sort()).toEqual([...english.keys()].sort());
    const placeholders = (text = '') => [...text.matchAll(/__\w+__/g)].map(([name]) => name).sort();
    for (const [key, text] of texts) {
      expect(placeholders(text), key).toEqual(placeholders(english.get(key)));
      if (!key.includes('.status.')) continue;
      const shown = text
        .replace('__count__', '12.3k')
        .replace('__total__', '500k')
        .replace('__time__', '12:30');
      expect([...shown].length, `${language} ${key}: ${shown}`).toBeLessThanOrEqual(20);
    }
  });

  test('data types, filters and errors of the core have their texts', async () => {
    const texts = await textsOf('en-US');
    for (const name of dataTypeNames) {
      expect(texts.get(`hyperstudy-fetch.common.dataType.${name}`)).toBe(dataType(name).title);
    }
    for (const name of Object.keys(filters))
      expect(texts.has(`hyperstudy-fetch.common.filter.${name}`)).toBe(true);
    const errors = Object.keys(core).filter((name) => /^[A-Z](?!yperStudy).*Error$/.test(name));
    for (const name of errors)
      expect(texts.has(`hyperstudy-fetch.common.status.error.${name}`), name).toBe(true);
  });

  test('rows of a form that the build makes have their texts, in every language', async () => {
    const form = await page('hyperstudy-export', '', '');
    const keys = [...form.matchAll(/data-i18n="([\w.-]+)"/g)].map(
      ([, key = '']) => `hyperstudy-export.${key}`,
    );
    expect(keys.length).toBeGreaterThan(40);
    const texts = await textsOf('en-US');
    expect(keys.filter((key) => !texts.has(key))).toEqual([]);
  });

  test('every key that a form or the code names exists', async () => {
    const texts = await textsOf('en-US');
    for (const name of names) {
      const folder = join(root, 'src', name);
      const sources = [...readdirSync(folder).map((file) => join(folder, file)), ...shared()];
      for (const source of sources) {
        const text = readFileSync(source, 'utf8');
        const used = [
          ...text.matchAll(/data-i18n="(?:\[placeholder\])?([\w.-]+)"/g),
          ...text.matchAll(/_\('([\w.-]+\.[\w.-]+)'\)/g),
        ];
        for (const [, key = ''] of used) {
          expect(key.startsWith('common.') || key.startsWith(`${name}.`), `${source}: ${key}`).toBe(true);
          expect(texts.has(`hyperstudy-${name}.${key}`), `${source}: ${key}`).toBe(true);
        }
      }
    }
  });
});

const shared = () => readdirSync(join(root, 'src/editor')).map((file) => join(root, 'src/editor', file));
