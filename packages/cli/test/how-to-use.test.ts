import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { howToUse } from '../src/output/how-to-use.ts';

const ready = {
  url: 'http://127.0.0.1:8080/api/v3',
  apiKey: 'hst_test_x',
  experimentId: 'exp_film26',
};

// Windows has no sh; there, PowerShell is told, as the test below sees everywhere.
it.skipIf(process.platform === 'win32')('what is told can be pasted into a shell', () => {
  const lines = howToUse(ready, 'linux')
    .split('\n')
    .filter((line) => line.startsWith('  export '));
  const script = `${lines.join('\n')}\nprintf '%s %s' "$HYPERSTUDY_BASE_URL" "$HYPERSTUDY_API_KEY"`;
  const env = { ...process.env, HYPERSTUDY_BASE_URL: '', HYPERSTUDY_API_KEY: '' };
  expect(execFileSync('sh', ['-c', script], { env, encoding: 'utf8' })).toBe(`${ready.url} ${ready.apiKey}`);
});

it('names the experiment to export, and on Windows speaks PowerShell', () => {
  expect(howToUse(ready, 'win32')).toContain(`$env:HYPERSTUDY_API_KEY = '${ready.apiKey}'`);
  expect(howToUse(ready, 'win32')).toContain(`npx hyperstudy export --experiment ${ready.experimentId} `);
});
