/** Shortest run of characters that is taken for base64. */
const shortest = 12;

const none = 0;
const upper = 1;
const lower = 2;
const other = 4;

/** What a character is to base64, the URL-safe one too; none where it isn't of it. */
const kindOf = new Uint8Array(128);
for (const [kind, characters] of [
  [upper, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'],
  [lower, 'abcdefghijklmnopqrstuvwxyz'],
  [other, '0123456789+/-_'],
] as const) {
  for (const character of characters) kindOf[character.charCodeAt(0)] = kind;
}

/** A run of base64 in a text, and the text that it stands for. */
export interface Encoded {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Tokens and nested payloads in base64 that stand for text; words and hex are not taken for such. */
export function encodedIn(text: string): Encoded[] {
  const found: Encoded[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const start = at;
    let seen = none;
    for (let kind = kindAt(text, at); kind !== none; kind = kindAt(text, at)) {
      seen |= kind;
      at += 1;
    }
    if (at - start < shortest || (seen & upper) === 0 || (seen & lower) === 0) continue;
    const end = text[at] === '=' ? at + (text[at + 1] === '=' ? 2 : 1) : at;
    const inner = Buffer.from(text.slice(start, at), 'base64').toString('utf8');
    if (isText(inner)) found.push({ start, end, text: inner });
  }
  return found;
}

/** By code: a character beyond ASCII is none. */
const kindAt = (text: string, at: number): number => {
  const code = text.charCodeAt(at);
  return code < 128 ? (kindOf[code] ?? none) : none;
};

const isText = (text: string): boolean =>
  /[\p{L}\p{N}]/u.test(text) && !text.includes('\ufffd') && !/(?![\t\r\n])\p{Cc}/u.test(text);
