import { describe, expect, it } from 'vitest';
import { sandboxFlags } from '../src/index.ts';

describe('flags', () => {
  it('are named after their option', () => {
    for (const { flag, option } of sandboxFlags) {
      expect(flag).toBe(`--${option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`);
    }
  });

  it('hold what was promised', () => {
    const flags = sandboxFlags.map(({ flag }) => flag);
    for (const flag of '--port --seed --rooms --events --ratings --recordings --recording-bytes --page-limit --latency --rate-limit --faults --live'.split(
      ' ',
    )) {
      expect(flags).toContain(flag);
    }
  });
});
