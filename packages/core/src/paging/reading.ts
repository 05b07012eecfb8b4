import { type Drift, noDrift, sumOfDrifts } from '../data-types/drift-report.ts';
import type { RawPage } from './page.ts';

/** What a reading found, for the result, the manifest and the exit code. */
export interface ReadReport {
  /** Everything the server has was delivered, as far as counts and fences can tell. */
  complete: boolean;
  /** Why it is not complete, in words; empty otherwise. */
  problems: string[];
  /** Requests for pages and probes. */
  pages: number;
  /** The server's count at the start and at the end; undefined where it gives none. */
  totalBefore: number | undefined;
  totalAfter: number | undefined;
  /** Positions read on the server: rows delivered, duplicates and filtered ones. */
  read: number;
  /** Rows handed on. */
  delivered: number;
  /** Rows left out because their key was there before with the same content or another. */
  duplicates: number;
  /**
   * Keys that came with two different contents; the first one was delivered. Compared with the latest 8,192 rows: what is further back is only known by its key.
   */
  conflicts: number;
  /** Rows left out by a filter of ours (see View). */
  filtered: number;
  /** How often the order shifted while it was read, and a slice was read again. */
  shifts: number;
  /** The server's own warnings, each once. */
  warnings: string[];
  /** How the records differ from what is known of their data type; filled in at the end. */
  drift: Drift;
}

/** The report of a reading that has not begun. */
export const emptyReport = (): ReadReport => ({
  complete: false,
  problems: [],
  pages: 0,
  totalBefore: undefined,
  totalAfter: undefined,
  read: 0,
  delivered: 0,
  duplicates: 0,
  conflicts: 0,
  filtered: 0,
  shifts: 0,
  warnings: [],
  drift: noDrift,
});

/** A hostile server could send endless different warnings. */
const mostWarnings = 100;

export function notePage(report: ReadReport, page: RawPage): void {
  report.pages += 1;
  for (const warning of page.warnings) {
    if (!report.warnings.includes(warning) && report.warnings.length < mostWarnings)
      report.warnings.push(warning);
  }
  if (page.problem !== undefined) noteProblem(report, page.problem);
  const { total } = page.pagination;
  if (total === undefined) return;
  report.totalBefore ??= total;
  report.totalAfter = total;
}

export function noteProblem(report: ReadReport, problem: string): void {
  if (!report.problems.includes(problem) && report.problems.length < mostWarnings)
    report.problems.push(problem);
  report.complete = false;
}

/** One report over several readings, such as one per room. */
export function sumOfReports(reports: readonly ReadReport[]): ReadReport {
  const sum = (count: (report: ReadReport) => number) =>
    reports.reduce((total, report) => total + count(report), 0);
  const known = (count: (report: ReadReport) => number | undefined) =>
    reports.some((report) => count(report) === undefined) ? undefined : sum((report) => count(report) ?? 0);
  return {
    complete: reports.every((report) => report.complete),
    problems: unique(reports.flatMap((report) => report.problems)),
    pages: sum((report) => report.pages),
    totalBefore: known((report) => report.totalBefore),
    totalAfter: known((report) => report.totalAfter),
    read: sum((report) => report.read),
    delivered: sum((report) => report.delivered),
    duplicates: sum((report) => report.duplicates),
    conflicts: sum((report) => report.conflicts),
    filtered: sum((report) => report.filtered),
    shifts: sum((report) => report.shifts),
    warnings: unique(reports.flatMap((report) => report.warnings)),
    drift: sumOfDrifts(reports.map((report) => report.drift)),
  };
}

const unique = (texts: readonly string[]): string[] => [...new Set(texts)];
