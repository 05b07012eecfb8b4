import type { Logger } from '../environment/logger.ts';
import { AuthenticationError } from '../errors/authentication-error.ts';

const hint = 'Create a key in HyperStudy and set HYPERSTUDY_API_KEY (or pass apiKey).';

/**
 * Keys look like hst_live_... or hst_test_...; lengths vary, so only what can't work is refused.
 * @throws {AuthenticationError} for a key that is missing or masked.
 */
export function checkedKey(key: string | undefined, logger: Logger): string {
  const trimmed = key?.trim() ?? '';
  if (trimmed === '') {
    throw new AuthenticationError('No API key.', { code: 'MISSING_API_KEY', hint });
  }
  if (/\*|\.\.\.|…/.test(trimmed)) {
    throw new AuthenticationError(
      'The API key is masked: it holds * or ..., as HyperStudy shows keys later.',
      {
        code: 'MASKED_API_KEY',
        hint: 'A key is shown whole only once, when it is created: create a new one.',
      },
    );
  }
  if (!/^[\x21-\x7e]+$/.test(trimmed)) {
    throw new AuthenticationError('The API key holds spaces or characters that no key has.', {
      code: 'MALFORMED_API_KEY',
      hint: 'Copy the key again, without line breaks.',
    });
  }
  if (!trimmed.startsWith('hst_')) {
    logger.warn('The API key does not start with hst_: it may not be a HyperStudy key.');
  }
  return trimmed;
}
