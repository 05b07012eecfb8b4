/**
 * A text that may come from a server or a file name, safe to print: no line of it is a command to the runner, and
 * nothing in it moves the cursor or colours what follows. The runner obeys lines that start with :: (white space
 * aside) and ##[ anywhere in a line.
 */
export function neutral(text: string): string {
  return text
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .map((line) =>
      line
        .replace(/\p{Cc}/gu, ' ')
        // More than the runner skips, so that no white space that it knows and we don't can matter.
        .replace(/^([^\p{L}\p{N}]*?)::/u, '$1: :')
        .replaceAll('##[', '# #['),
    )
    .join('\n');
}

/** The same in one line. */
export const oneLine = (text: string): string => neutral(text).replace(/\s*\n\s*/g, ' ');
