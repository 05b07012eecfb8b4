import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type NodeType, nameOf, root } from './paths.mts';

export const languages = ['en-US', 'de', 'fr', 'ja', 'zh-CN'] as const;

/** The help of a node for the sidebar, made from Markdown. */
export async function helpOf(language: string, type: NodeType): Promise<string> {
  const markdown = await readFile(join(root, 'help', language, `${nameOf(type)}.md`), 'utf8');
  return `<script type="text/html" data-help-name="${type}">\n${toHtml(markdown)}\n</script>\n`;
}

/**
 * The Markdown that the help needs: paragraphs, headings, lists, code, links. A list whose items read
 * `name` (type): text becomes what Node-RED's style guide asks for, a dl of message properties.
 */
export function toHtml(markdown: string): string {
  const blocks = markdown
    .replaceAll('\r', '')
    .trim()
    .split(/\n{2,}/);
  return blocks.map(blockToHtml).join('\n');
}

const property = /^- `([^`]+)`(?: \(([^)]*)\))?: (.*)$/;

function blockToHtml(block: string): string {
  const heading = /^(#{3,4}) (.*)$/.exec(block);
  if (heading !== null) return `<h${heading[1]?.length}>${inline(heading[2] ?? '')}</h${heading[1]?.length}>`;
  // A line that goes on is indented.
  const items = block.replaceAll(/\n {2}/g, ' ').split('\n');
  if (items.every((item) => property.test(item))) {
    return `<dl class="message-properties">\n${items.map(propertyToHtml).join('\n')}\n</dl>`;
  }
  if (items.every((item) => item.startsWith('- '))) {
    return `<ul>\n${items.map((item) => `  <li>${inline(item.slice(2))}</li>`).join('\n')}\n</ul>`;
  }
  if (items.every((item) => /^\d+\. /.test(item))) {
    const texts = items.map((item) => `  <li>${inline(item.replace(/^\d+\. /, ''))}</li>`);
    return `<ol class="node-ports">\n${texts.join('\n')}\n</ol>`;
  }
  return `<p>${inline(block.replaceAll('\n', ' '))}</p>`;
}

function propertyToHtml(item: string): string {
  const [, name = '', type, text = ''] = property.exec(item) ?? [];
  const shown = type === undefined ? '' : ` <span class="property-type">${inline(type)}</span>`;
  return `  <dt>${escapeHtml(name)}${shown}</dt>\n  <dd>${inline(text)}</dd>`;
}

function inline(text: string): string {
  return escapeHtml(text)
    .replace(/`([^`]+)`/g, '<code>$1</code>')
    .replace(/\[([^\]]+)\]\((https:[^)]+)\)/g, '<a href="$2" target="_blank" rel="noreferrer">$1</a>');
}

const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
