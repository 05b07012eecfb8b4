import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { catalogues } from '../build/catalogues.mts';
import { helpOf, languages, toHtml } from '../build/help.mts';
import { type NodeType, root, types } from '../build/paths.mts';
import { exportOverrides } from '../src/export/settings.ts';
import { fetchOverrides } from '../src/fetch/settings.ts';
import { recordingOverrides } from '../src/recording/settings.ts';
import { objectIn } from './support.ts';

/** As Node-RED's own nodes call them in each language, in the order of its style guide. */
const headings: Record<(typeof languages)[number], readonly string[]> = {
  'en-US': ['Properties', 'Inputs', 'Outputs', 'Each message', 'Details', 'References'],
  de: ['Eigenschaften', 'Eingangsdaten', 'Ausgangsdaten', 'Jede Nachricht', 'Details', 'Referenzen'],
  fr: ['Propriétés', 'Entrées', 'Sorties', 'Chaque message', 'Détails', 'Références'],
  ja: ['プロパティ', '入力', '出力', '各メッセージ', '詳細', '参考'],
  'zh-CN': ['属性', '输入', '输出', '每条消息', '详细', '参考'],
};

const all = (html: string, pattern: RegExp): string[] =>
  [...html.matchAll(pattern)].map(([, text = '']) => text);
const headingsOf = (html: string) => all(html, /<h3>(.*?)<\/h3>/g);
const propertiesOf = (html: string) => all(html, /<dt>(.*?)(?: <span|<\/dt>)/g);

/** What must be the same in every language: the elements, what is code in each of them, and links. */
const skeletonOf = (html: string) =>
  [...html.matchAll(/<(p|dd|li|h3)>(.*?)<\/\1>/g)].map(([, element, text = '']) => ({
    element,
    code: all(text, /<code>(.*?)<\/code>/g).sort(),
    links: all(text, /href="(.*?)"/g),
  }));

async function labelOf(language: string, type: NodeType, key: string): Promise<string> {
  const catalogue = new Map<string, unknown>(await catalogues(language)).get(type);
  return String(key.split('.').reduce<unknown>((value, name) => objectIn(value)[name], catalogue));
}

/** Labels of the form that a help text names. */
const named: Partial<Record<NodeType, readonly string[]>> = {
  'hyperstudy-connection': ['connection.test'],
  'hyperstudy-fetch': ['common.pace.ack'],
  'hyperstudy-poll': ['common.pace.label', 'common.pace.ack', 'poll.lookback', 'poll.content'],
  'hyperstudy-recording': ['recording.done', 'recording.pending'],
};
const fieldsOfConnection = ['apiKey', 'baseUrl', 'organization', 'budget', 'timeout', 'pseudonymKey'];

describe.each(languages)('help, %s', (language) => {
  test.each(types)('%s says the same as in English, and follows the style guide', async (type) => {
    const [help, english] = await Promise.all([helpOf(language, type), helpOf('en-US', type)]);
    expect(skeletonOf(help)).toEqual(skeletonOf(english));
    expect(help).toMatch(/data-help-name="[\w-]+">\n<p>/);
    expect(help).not.toMatch(/<(b|strong)>/);
    const places = headingsOf(help).map((heading) => headings[language].indexOf(heading));
    expect(places).toEqual(headingsOf(english).map((heading) => headings['en-US'].indexOf(heading)));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places).not.toContain(-1);
    if (type === 'hyperstudy-connection') {
      const labels = fieldsOfConnection.map((field) => labelOf(language, type, `connection.${field}`));
      expect(propertiesOf(help)).toEqual(await Promise.all(labels));
    } else expect(propertiesOf(help)).toEqual(propertiesOf(english));
    if (language !== 'en-US') expect(help).not.toBe(english);
  });

  test.each(types)('%s names labels as the form shows them', async (type) => {
    const help = await helpOf(language, type);
    for (const key of named[type] ?? []) expect(help, key).toContain(await labelOf(language, type, key));
  });
});

test('names every setting that a message may bring', () => {
  const cases = { fetch: fetchOverrides, recording: recordingOverrides, export: exportOverrides };
  for (const [name, settings] of Object.entries(cases)) {
    const markdown = readFileSync(join(root, 'help/en-US', `${name}.md`), 'utf8');
    const [inputs = ''] = /### Inputs[\s\S]*?### Outputs/.exec(markdown) ?? [];
    for (const setting of settings) expect(inputs, `${name}: ${setting}`).toContain(`\`${setting}\``);
  }
});

test('Markdown becomes what the sidebar shows', () => {
  expect(toHtml('Text with `code` & [a link](https://example.org).')).toBe(
    '<p>Text with <code>code</code> &amp; <a href="https://example.org" target="_blank" rel="noreferrer">a link</a>.</p>',
  );
  expect(toHtml('- `payload` (array): rows\n  of it')).toBe(
    '<dl class="message-properties">\n  <dt>payload <span class="property-type">array</span></dt>\n  <dd>rows of it</dd>\n</dl>',
  );
});
