import { driftInWords, hasDrift } from '../data-types/drift-report.ts';
import type { Logger } from '../environment/logger.ts';
import { IntegrityError } from '../errors/integrity-error.ts';
import type { ReadReport } from '../paging/reading.ts';

/**
 * Says what is wrong with a result once all of it was handed on.
 * @throws {IntegrityError} where anything is and `strict` is set
 */
export function conclude(
  what: string,
  report: ReadReport,
  { logger, strict = false, announce = true }: { logger: Logger; strict?: boolean; announce?: boolean },
): void {
  const findings: string[] = [];
  const say = (message: string, details: string) => {
    findings.push(`${message}: ${details}`);
    if (!strict && announce) logger.warn(message, { what, details });
  };
  if (!report.complete) say('The result may not be complete', report.problems.join(' '));
  if (report.warnings.length > 0) say('The server warns', report.warnings.join(' '));
  if (hasDrift(report.drift)) say('Records differ from what is known', driftInWords(report.drift));
  if (!strict || findings.length === 0) return;
  throw new IntegrityError(`${what}: ${findings.join('; ')}`, {
    hint: 'Try again when nothing changes any more, or go on without strict: the report says the same.',
  });
}
