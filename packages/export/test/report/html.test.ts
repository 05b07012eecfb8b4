import fc from 'fast-check';
import { expect, it } from 'vitest';
import { escaped, html, json, said } from '../../src/report/page/html.ts';

it('what is put into a template is text, unless it comes from one', () => {
  const name = '<img src=x onerror="alert(1)">&\'';
  expect(html`<p title="${name}">${said(name)}${[html`<b>${1}</b>`, 'x<']}${false}${null}</p>`.text).toBe(
    '<p title="&lt;img src=x onerror=&quot;alert(1)&quot;&gt;&amp;&#39;"><bdi>&lt;img src=x onerror=&quot;alert(1)&quot;&gt;&amp;&#39;</bdi><b>1</b>x&lt;</p>',
  );
});

it('no text brings a character that means something to HTML', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(escaped(text).replace(/&(amp|lt|gt|quot|#39);/g, '')).not.toMatch(/[&<>"'\0\p{Cs}]/u);
    }),
    { numRuns: 300 },
  );
});

it('data can be read back, and hold nothing that ends a script element or begins a comment in it', () => {
  const parts = fc.constantFrom(
    '</script',
    '<!--',
    '-->',
    '<script',
    ']]>',
    '\u2028',
    '\u0000',
    '&lt;',
    '\\',
    '"',
    'a',
  );
  fc.assert(
    fc.property(fc.array(parts), (list) => {
      const text = list.join('');
      expect(json({ text })).not.toContain('<');
      expect(JSON.parse(json({ text }))).toEqual({ text });
    }),
    { numRuns: 1000 },
  );
});
