import { NotFoundError } from '@hyperstudy-workflows/core';
import { describe, expect, it } from 'vitest';
import { cleanError } from '../../src/privacy/clean-values.ts';

const clean = (text: string) => text.replaceAll('u_1', 'p_1');

describe('an error', () => {
  it('keeps its class and what to do, and names nobody', () => {
    const error = new NotFoundError('No u_1.', {
      hint: 'Look for u_1.',
      status: 404,
      details: { u_1: ['u_1'] },
      cause: new Error('u_1'),
    });
    const cleaned = cleanError(error, clean);
    expect(cleaned).toBeInstanceOf(NotFoundError);
    expect(cleaned).toMatchObject({
      ...{
        name: 'NotFoundError',
        message: 'No p_1.',
        hint: 'Look for p_1.',
        status: 404,
        remedy: error.remedy,
      },
      details: { p_1: ['p_1'] },
    });
    expect(cleaned.cause).toBeUndefined();
    expect(String(cleaned.stack)).not.toContain('u_1');
    expect(error.message).toBe('No u_1.');
  });

  it('of any class can still be asked for its name', () => {
    const cleaned = cleanError(new DOMException('Stop u_1.', 'AbortError'), clean);
    expect(String((cleaned as Error).name)).toBe('AbortError');
    expect((cleaned as Error).message).toBe('Stop p_1.');
    expect(cleanError('u_1', clean)).toBe('u_1');
  });
});
