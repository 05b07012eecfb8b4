import { describe, expect, it } from 'vitest';
import { oneLine } from '../src/output/one-line.ts';
import { progressView } from '../src/output/progress.ts';
import { bytesText, formatTable } from '../src/output/table.ts';

describe('tables', () => {
  it('numbers stand to the right, text to the left, without blanks at the end', () => {
    expect(
      formatTable(
        ['type', 'rows', 'file'],
        [
          ['chat', 22, 'chat.csv'],
          ['events', 150_000, 'e.csv'],
        ],
      ),
    ).toBe('type       rows  file\nchat         22  chat.csv\nevents  150,000  e.csv\n');
  });

  it('a cell stays in its line: no breaks, no colours, at most 60 characters', () => {
    const [, line = ''] = formatTable(['a', 'b'], [['x\ny\u001b[31m', 'z'.repeat(100)]]).split('\n');
    expect(line).toBe(`x y [31m  ${'z'.repeat(59)}…`);
  });

  it('without rows is a header', () => {
    expect(formatTable(['id', 'name'], [])).toBe('id  name\n');
  });
});

it.each([
  [0, '0 B'],
  [999, '999 B'],
  [1_000, '1.0 kB'],
  [1_234_567, '1.2 MB'],
  [3.5e9, '3.5 GB'],
  [2e15, '2000.0 TB'],
])('%d bytes', (bytes, text) => {
  expect(bytesText(bytes)).toBe(text);
});

it('one line is one line', () => {
  expect(oneLine(' a\r\n\tb\u0000\u009bc ')).toBe('a b c');
});

describe('progress', () => {
  /** A stream that keeps what is written. */
  function stream(isTTY: boolean, columns = 80) {
    const written: string[] = [];
    return { written, stream: { isTTY, columns, write: (text: string) => written.push(text) > 0 } };
  }

  it('off a terminal is a line per finished part', () => {
    const { written, stream: to } = stream(false);
    const view = progressView(to, 'show');
    view.update({ what: 'chat', done: 5, total: 10, finished: false });
    view.update({ what: 'chat', done: 1_000, total: 1_000, finished: true });
    view.end();
    expect(written).toEqual(['chat: 1,000\n']);
  });

  it('on a terminal is a bar, redrawn ten times a second at most, never wider than the terminal', () => {
    let now = 1_000;
    const { written, stream: to } = stream(true, 30);
    const view = progressView(to, 'show', () => now);
    view.update({ what: 'chat', done: 5, total: 10, finished: false });
    now += 50;
    view.update({ what: 'chat', done: 6, total: 10, finished: false });
    now += 50;
    view.update({ what: 'recordings', done: 1, total: undefined, bytesPerSecond: 2e6, finished: false });
    const drawn = written.filter((text) => !text.startsWith('\r'));
    expect(drawn).toEqual(['chat ██████░░░░░░ 5/10', 'chat ███████░░░░░ 6/10   reco']);
    view.end();
    expect(written.at(-1)).toBe('\r\u001b[K');
  });

  it('survives totals that are zero or too small', () => {
    const { written, stream: to } = stream(true);
    const view = progressView(to, 'show', () => Date.now() + written.length * 1_000);
    view.update({ what: 'chat', done: 0, total: 0, finished: false });
    view.update({ what: 'chat', done: 20, total: 10, finished: false });
    expect(written.join('')).toContain('████████████ 20/10');
  });

  it('is silent when asked to be', () => {
    const { written, stream: to } = stream(true);
    const view = progressView(to, 'quiet');
    view.update({ what: 'chat', done: 5, total: 5, finished: true });
    view.end();
    expect(written).toEqual([]);
  });
});
