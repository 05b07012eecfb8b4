import type { Codebook, CodebookColumn, CodebookTable } from './codebook.ts';
import type { LoadingHint } from './loading.ts';

/** codebook.md: the codebook for people. */
export function markdownOf({ tables, missing, loading }: Codebook): string {
  return [
    '# Codebook',
    'What each file of this export holds, column by column. codebook.json says the same for programs; manifest.json says how many rows there are and whether any is lacking.',
    tables.map(({ type, title }) => `- [${title}](#${type})`).join('\n'),
    '## Missing values',
    missing.map((note) => `- ${note}`).join('\n'),
    '## Loading the files',
    ...loading.map(hint),
    ...tables.flatMap(table),
  ]
    .join('\n\n')
    .concat('\n');
}

function hint({ tool, format, language, text }: LoadingHint): string {
  const title = `### ${tool}, ${format}`;
  return language === undefined ? `${title}\n\n${text}` : `${title}\n\n\`\`\`${language}\n${text}\n\`\`\``;
}

function table({ type, title, description, files, key, columns }: CodebookTable): string[] {
  return [
    `## ${type}`,
    `${title}. ${description}.`,
    `Files: ${files.map(code).join(', ')}. ${key === undefined ? 'Nothing names a row.' : `A row is named by ${key.map(code).join(', ')}.`}`,
    [
      '| Column | Meaning | Type | Unit | Source | May be missing |',
      '| --- | --- | --- | --- | --- | --- |',
      ...columns.map(row),
    ].join('\n'),
  ];
}

function row({ name, meaning, type, unit, source, mayBeMissing }: CodebookColumn): string {
  const from = source === 'export' ? 'this export' : `${code(source.endpoint)} ${code(source.field)}`;
  const cells = [
    code(name),
    escaped(meaning),
    type.join(' or '),
    escaped(unit ?? ''),
    from,
    mayBeMissing ? 'yes' : 'no',
  ];
  return `| ${cells.join(' | ')} |`;
}

/** Names come from the service: what isn't plain is written so that nothing in it can end the code, cell or line. */
function code(text: string): string {
  if (/^[\p{L}\p{N}_./*-]+$/u.test(text)) return `\`${text}\``;
  const signs = text
    .replace(/[\p{Cc}\u2028\u2029]/gu, ' ')
    .replace(/[^\p{L}\p{N}]/gu, (sign) => `&#${sign.codePointAt(0)};`);
  return `<code>${signs}</code>`;
}

const escaped = (text: string): string =>
  text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').replace(/[\\`*_[\]<>|]/g, (sign) => `\\${sign}`);
