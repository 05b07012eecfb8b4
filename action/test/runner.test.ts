import { describe, expect, it } from 'vitest';
import { ActionLog, type Host } from '../src/runner/index.ts';
import { neutral, oneLine } from '../src/runner/neutral.ts';
import { maskSecrets } from '../src/runner/secrets.ts';
import { Overdue, within } from '../src/runner/within.ts';

function host(env: Host['env'] = {}) {
  const written: string[] = [];
  return { env, now: () => 0, write: (text: string) => written.push(text), written } satisfies Host & {
    written: string[];
  };
}

/** What the runner obeys in a line, as it reads it: white space, ::, a command; or ##[ anywhere. */
const obeyed = (text: string): string[] =>
  text.split(/\r\n|[\r\n]/).filter((line) => /^[\s\u0085\u200b]*::/.test(line) || line.includes('##['));

describe('neutral', () => {
  it.each([
    '::error::x',
    '  \t::set-output name=a::b',
    'first\n::error::x',
    'first\r::error::x',
    '\u0085::error::x',
    '\u2028::error::x',
    '\u200b\ufeff::error::x',
    '##[error]x',
    'said ##[endgroup]',
    ':: ::::error::x',
    '\u001b[0m::error::x',
  ])('leaves nothing to obey in %j', (text) => {
    expect(obeyed(neutral(text))).toEqual([]);
    expect(obeyed(oneLine(text))).toEqual([]);
  });

  it('leaves other texts as they are', () => {
    for (const text of ['events: 3 rows', 'at ::1 and std::vector', 'Zoë – naïve 日本語'])
      expect(neutral(text)).toBe(text);
  });
});

describe('the log', () => {
  it('shows ten annotations of each level, the last one saying that there are more', () => {
    const runner = host();
    const log = new ActionLog(runner, []);
    for (let i = 0; i < 30; i += 1) log.warning(`w${i}`);
    log.error('e');
    const annotated = runner.written.filter((line) => line.startsWith('::warning'));
    expect(annotated).toHaveLength(10);
    expect(annotated.at(-1)).toContain('There are more of these');
    expect(runner.written.filter((line) => line.startsWith('::error'))).toHaveLength(1);
    for (let i = 0; i < 30; i += 1) expect(runner.written.join('')).toMatch(new RegExp(`\\bw${i}\\b`));
  });

  it('says a thing once, in one line, without secrets', () => {
    const runner = host();
    const log = new ActionLog(runner, ['planted-key']);
    log.warning('planted-key\n::error::x https://h/p?sig=abc');
    log.warning('planted-key\n::error::x https://h/p?sig=abc');
    expect(runner.written).toEqual(['::warning title=HyperStudy::[key] : :error::x https://h/p?[removed]\n']);
  });

  it('folds phases, and ends the fold when they fail', async () => {
    const runner = host();
    const log = new ActionLog(runner, []);
    await expect(log.group('a\n::b', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(runner.written).toEqual(['::group::a : :b\n', '::endgroup::\n']);
  });
});

it('masks secrets in every form in which they travel', () => {
  const runner = host({
    'INPUT_SSH-KEY': '-----BEGIN X-----\nline-one\r\nline-two\n-----END X-----\n',
    INPUT_TOKEN: 'to/k en',
  });
  maskSecrets(runner);
  const masks = runner.written.join('');
  for (const form of ['line-one', 'line-two', 'to/k en', 'to%252Fk%2520en', btoa('x-access-token:to/k en')])
    expect(masks).toContain(`::add-mask::${form}\n`);
  // What every key begins with is no secret.
  expect(masks).not.toContain('::add-mask::-----BEGIN X-----\n');
});

it('gives up on what takes too long', async () => {
  await expect(within(5, new Promise(() => undefined))).rejects.toThrow(Overdue);
  await expect(within(60_000, Promise.resolve(1))).resolves.toBe(1);
});
