import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import * as ours from '../src/runner/commands.ts';

/**
 * What the action tells the runner against what GitHub's own @actions/core would. The action has commands of its own
 * because core writes to the process it is in: nothing could stand between, and every line here goes through redaction.
 */
const folder = mkdtempSync(join(tmpdir(), 'hyperstudy-commands-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const texts = ['plain', 'a % b, c: d', 'two\nlines', 'cr\r\nlf', '::error::x', 'Zoë 日本語', ''];

/** What a program that uses core prints, and leaves in the files of outputs and state. */
function theirs(program: string) {
  const files = { GITHUB_OUTPUT: join(folder, 'their-output'), GITHUB_STATE: join(folder, 'their-state') };
  for (const file of Object.values(files)) writeFileSync(file, '');
  const code = `import * as core from '@actions/core';\nconst texts = ${JSON.stringify(texts)};\n${program}`;
  const stdout = execFileSync(process.execPath, ['--input-type=module', '-e', code], {
    cwd: join(import.meta.dirname, '..'),
    encoding: 'utf8',
    env: { ...process.env, ...files },
  });
  return {
    stdout,
    output: readFileSync(files.GITHUB_OUTPUT, 'utf8'),
    state: readFileSync(files.GITHUB_STATE, 'utf8'),
  };
}

function host() {
  const written: string[] = [];
  const env = { GITHUB_OUTPUT: join(folder, 'our-output'), GITHUB_STATE: join(folder, 'our-state') };
  for (const file of Object.values(env)) writeFileSync(file, '');
  return { env, now: () => 0, write: (text: string) => written.push(text), written };
}

describe("as GitHub's own client", () => {
  it('masks, annotates and groups', () => {
    const mine = host();
    for (const text of texts) {
      ours.mask(mine, text);
      for (const level of ['notice', 'warning', 'error'] as const)
        ours.annotate(mine, level, `${text}!`, text);
      ours.startGroup(mine, text);
      ours.endGroup(mine);
    }
    const program = `for (const text of texts) {
      core.setSecret(text);
      for (const level of ['notice', 'warning', 'error']) core[level](text, { title: text + '!' });
      core.startGroup(text);
      core.endGroup();
    }`;
    const lines = (printed: string) => printed.replaceAll('\r\n', '\n').split('\n');
    expect(lines(mine.written.join(''))).toEqual(lines(theirs(program).stdout));
  });

  it('sets outputs and state', () => {
    const mine = host();
    for (const [i, text] of texts.entries()) {
      ours.setOutput(mine, `o${i}`, text);
      ours.saveState(mine, `s${i}`, text);
    }
    const { output, state } = theirs(
      "for (const [i, text] of texts.entries()) { core.setOutput('o' + i, text); core.saveState('s' + i, text); }",
    );
    expect(valuesIn(readFileSync(mine.env.GITHUB_OUTPUT, 'utf8'))).toEqual(valuesIn(output));
    expect(valuesIn(readFileSync(mine.env.GITHUB_STATE, 'utf8'))).toEqual(valuesIn(state));
    expect(Object.values(valuesIn(output))).toEqual(texts);
  });
});

/** Values by name, as the runner reads such a file: name<<end, lines, end. */
function valuesIn(text: string): Record<string, string> {
  const values: Record<string, string> = {};
  let rest = text;
  for (;;) {
    const head = /^(\w+)<<(\S+)\r?\n/.exec(rest);
    if (head === null) return values;
    const [whole, name = '', end = ''] = head;
    const stop = new RegExp(`\\r?\\n${end}(\\r?\\n|$)`).exec(rest);
    if (stop === null) throw new Error(`${name} has no end`);
    values[name] = rest.slice(whole.length, Math.max(whole.length, stop.index));
    rest = rest.slice(stop.index + stop[0].length);
  }
}
