/** For a person who has just started a sandbox: what to type in another terminal. Ends with a line break. */
export function howToUse(
  { url, apiKey, experimentId }: { url: string; apiKey: string; experimentId: string },
  platform: NodeJS.Platform,
): string {
  const set = platform === 'win32' ? '$env:' : 'export ';
  const [open, close] = platform === 'win32' ? [" = '", "'"] : ['=', ''];
  return [
    '',
    'In another terminal:',
    `  ${set}HYPERSTUDY_BASE_URL${open}${url}${close}`,
    `  ${set}HYPERSTUDY_API_KEY${open}${apiKey}${close}`,
    `  npx hyperstudy export --experiment ${experimentId} --out study`,
    'Ctrl-C ends the sandbox.',
    '',
  ].join('\n');
}
