import { type ReadReport, sumOfDrifts } from '@hyperstudy-workflows/core';

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
