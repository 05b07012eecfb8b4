/**
 * Summaries are Markdown, but what stands in a block of HTML is not read as Markdown: there, escaping HTML is enough to
 * keep texts of others from becoming links, headings or tables. A blank line would end the block.
 */
export function escaped(text: string, most: number): string {
  const characters = [...text.replace(/\s+/g, ' ').trim()];
  const cut = characters.length > most ? [...characters.slice(0, most), '…'] : characters;
  return cut.map((character) => entities[character] ?? character).join('');
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Cells are HTML. The first row is the heading; all columns but the first are aligned to the right. */
export function table(rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[], tag: 'th' | 'td') =>
    `<tr>${cells.map((cell, i) => `<${tag}${i === 0 ? '' : ' align="right"'}>${cell}</${tag}>`).join('')}</tr>`;
  return `<table>${rows.map((cells, i) => line(cells, i === 0 ? 'th' : 'td')).join('\n')}</table>`;
}

/** Items are HTML. */
export const list = (items: readonly string[]): string =>
  `<ul>${items.map((item) => `<li>${item}</li>`).join('\n')}</ul>`;

export const link = (text: string, url: string, most: { name: number; url: number }): string =>
  `<a href="${escaped(url, most.url)}">${escaped(text, most.name)}</a>`;
