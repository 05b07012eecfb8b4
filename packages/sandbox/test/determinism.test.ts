import { describe, expect, it } from 'vitest';
import { startSandbox } from '../src/index.ts';
import { all, get } from './support.ts';

const paths = [
  '/data/events/experiment/exp_film26',
  '/data/ratings/sparse/experiment/exp_film26',
  '/data/ratings/continuous/room/room_film26_0009',
  '/data/chat/experiment/exp_film26',
  '/data/participants/experiment/exp_film26',
  '/data/agent-decisions/experiment/exp_film26?detail=true',
];

const clock = { now: () => Date.parse('2026-07-01T00:00:00Z') };

describe('the same seed', () => {
  it('gives the same bytes, however they are asked for', async () => {
    await using first = await startSandbox({ seed: 5, clock });
    await using second = await startSandbox({ seed: 5, clock });
    for (const path of paths) {
      const whole = await all(first, path);
      if (!path.includes('?')) await all(second, path, 7);
      expect(JSON.stringify(await all(second, path))).toBe(JSON.stringify(whole));
    }
    const steady = (text: string): string =>
      text.replace(/"processingTimeMs":\d+/, '').replaceAll(/127.0.0.1:\d+/g, '');
    const [a, b] = await Promise.all(
      [first, second].map((sandbox) => get(sandbox, '/data/recordings/experiment/exp_film26')),
    );
    expect(steady(a?.text ?? '').replaceAll(/Signature=\w+/g, '')).toBe(
      steady(b?.text ?? '').replaceAll(/Signature=\w+/g, ''),
    );
  });

  it('tells another story than another seed', async () => {
    await using first = await startSandbox({ seed: 5, clock });
    await using second = await startSandbox({ seed: 6, clock });
    for (const path of paths) {
      expect(JSON.stringify(await all(first, path))).not.toBe(JSON.stringify(await all(second, path)));
    }
  });
});
