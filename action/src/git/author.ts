import { UsageError } from '@hyperstudy-workflows/core';

export interface Author {
  readonly name: string;
  readonly email: string;
}

/** The account that workflows commit as, by its numeric id, so that GitHub shows its picture. */
export const actionsBot: Author = {
  name: 'github-actions[bot]',
  email: '41898282+github-actions[bot]@users.noreply.github.com',
};

/** @throws {UsageError} for what is not Name <address>. */
export function parseAuthor(text: string): Author {
  const [, name, email] =
    /^\s*([^<>\p{Cc}]*[^<>\s\p{Cc}])\s*<([^<>\s\p{Cc}]+@[^<>\s\p{Cc}]+)>\s*$/u.exec(text) ?? [];
  if (name !== undefined && email !== undefined) return { name, email };
  throw new UsageError(`commit-author must be Name <address>, not ${JSON.stringify(text)}.`, {
    hint: 'For example: Data bot <data-bot@example.org>',
  });
}

/** A commit message without what could end it early or paint a terminal. */
export function cleanMessage(text: string): string {
  const clean = text
    .replaceAll('\r\n', '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .trim()
    .slice(0, 10_000);
  return `${clean === '' ? 'HyperStudy export' : clean}\n`;
}
