import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Labels } from '../../src/bids/labels.ts';
import { hostileText } from '../support.ts';

const id = fc.oneof(
  fc.string({ minLength: 1 }),
  hostileText,
  // Close to one another: alike without their signs, or but for case.
  fc.array(fc.constantFrom('a', 'A', 'b', '_', '-', '1'), { maxLength: 4 }).map((parts) => parts.join('')),
  fc.constantFrom('__proto__', 'constructor', 'emptyroom', 'Emptyroom', '参加者', 'josé', 'x'.repeat(300)),
);

const labelsOf = (ids: readonly string[]) => {
  const labels = new Labels(['emptyroom']);
  return ids.map((one) => labels.of(one));
};

describe('labels', () => {
  it('are letters and digits, one for each id, also where case is ignored', () => {
    fc.assert(
      fc.property(fc.uniqueArray(id), (ids) => {
        const labels = labelsOf(ids);
        for (const label of labels) expect(label).toMatch(/^[a-zA-Z0-9]{1,60}$/);
        expect(new Set(labels.map((label) => label.toLowerCase())).size).toBe(ids.length);
        expect(labels.map((label) => label.toLowerCase())).not.toContain('emptyroom');
      }),
    );
  });

  it('stay as they are when more ids come', () => {
    fc.assert(
      fc.property(fc.array(id), fc.array(id), (ids, later) => {
        expect(labelsOf([...ids, ...later]).slice(0, ids.length)).toEqual(labelsOf(ids));
      }),
    );
  });

  it('are the ids where these fit, in whatever order they come', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.stringMatching(/^[a-z0-9]{1,28}$/)), (ids) => {
        fc.pre(!ids.includes('emptyroom'));
        expect(labelsOf(ids)).toEqual(ids);
      }),
    );
  });
});
