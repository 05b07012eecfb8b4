import type { ExportOptions } from '../run/options.ts';
import type { Privacy } from './privacy.ts';

/**
 * Undefined where nothing is asked for: then nothing is done to any record, and what would do it isn't loaded.
 * @throws {UsageError} for a setting that can't work.
 */
export async function privacyOf(options: ExportOptions): Promise<Privacy | undefined> {
  const { pseudonymize, shiftDates, onlyConsented, dropColumns = [] } = options;
  const isOn = pseudonymize || shiftDates !== undefined || onlyConsented || dropColumns.length > 0;
  if (!isOn) return undefined;
  const { Privacy } = await import('./privacy.ts');
  return new Privacy(options);
}
