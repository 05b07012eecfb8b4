import type { ExportProgress } from '@hyperstudy-workflows/export';
import { bytesText, grouped } from './table.ts';

/** Shows how an export goes: a line that changes on a terminal, a line per finished part elsewhere. */
export interface ProgressView {
  update(progress: ExportProgress): void;
  end(): void;
}

/** What progress needs of a stream. */
export type Terminal = Pick<NodeJS.WriteStream, 'columns' | 'isTTY'> & { write(text: string): boolean };

/** Redraws on a terminal at most this often, ms. */
const redrawEvery = 100;

export function progressView(
  stream: Terminal,
  mode: 'show' | 'quiet',
  now: () => number = Date.now,
): ProgressView {
  if (mode === 'quiet') return { update() {}, end() {} };
  return stream.isTTY ? bar(stream, now) : lines(stream);
}

function lines(stream: Terminal): ProgressView {
  return {
    update: (progress) => {
      if (progress.finished) stream.write(`${progress.what}: ${grouped(progress.done)}\n`);
    },
    end() {},
  };
}

function bar(stream: Terminal, now: () => number): ProgressView {
  const open = new Map<string, ExportProgress>();
  let drawn = 0;
  const clear = () => stream.write('\r\u001b[K');
  return {
    update(progress) {
      if (progress.finished) {
        open.delete(progress.what);
        clear();
        stream.write(`✓ ${progress.what} ${grouped(progress.done)}\n`);
        return;
      }
      open.set(progress.what, progress);
      if (now() - drawn < redrawEvery) return;
      drawn = now();
      clear();
      stream.write(
        [...open.values()]
          .map(part)
          .join('   ')
          .slice(0, (stream.columns ?? 80) - 1),
      );
    },
    end: clear,
  };
}

function part({ what, done, total, bytesPerSecond }: ExportProgress): string {
  const of = total === undefined ? grouped(done) : `${meter(done, total)} ${grouped(done)}/${grouped(total)}`;
  const speed = bytesPerSecond === undefined ? '' : ` ${bytesText(bytesPerSecond)}/s`;
  return `${what} ${of}${speed}`;
}

function meter(done: number, total: number): string {
  const width = 12;
  const full = total === 0 ? width : Math.min(width, Math.round((done / total) * width));
  return `${'█'.repeat(full)}${'░'.repeat(width - full)}`;
}
