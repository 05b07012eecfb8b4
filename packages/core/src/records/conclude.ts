import { driftInWords, hasDrift } from '../data-types/drift-report.ts';
import type { Logger } from '../environment/logger.ts';
import { IntegrityError } from '../errors/integrity-error.ts';
import type { ReadReport } from '../paging/reading.ts';

interface Finding {
  readonly level: 'warn' | 'info';
  readonly what: string;
  readonly details: string;
}

/** What is wrong with a result: not complete, warnings of the server, drift. */
function findingsOf(report: ReadReport): Finding[] {
  const findings: Finding[] = [];
  if (!report.complete) {
    findings.push({
      level: 'warn',
      what: 'The result may not be complete',
      details: report.problems.join(' '),
    });
  }
  if (report.warnings.length > 0) {
    findings.push({ level: 'warn', what: 'The server warns', details: report.warnings.join(' ') });
  }
  if (hasDrift(report.drift)) {
    // Nothing is wrong with the records themselves.
    findings.push({
      level: 'info',
      what: 'Records differ from what is known',
      details: driftInWords(report.drift),
    });
  }
  return findings;
}

/** Logs what is wrong with a result whose report its reader may never look at. */
export function warnOf(name: string, report: ReadReport, logger: Logger): void {
  for (const { level, what, details } of findingsOf(report)) logger[level](what, { type: name, details });
}

/** @throws {IntegrityError} where anything is wrong with a result */
export function insist(name: string, report: ReadReport): void {
  const findings = findingsOf(report).map(({ what, details }) => `${what}: ${details}`);
  if (findings.length === 0) return;
  throw new IntegrityError(`${name}: ${findings.join('; ')}`, {
    hint: 'Try again when nothing changes any more, or go on without strict: the report says the same.',
  });
}
