import type { DataTypeName } from '@hyperstudy-workflows/core';
import type { ExportOptions } from '../run/options.ts';
import type { Consents, LeftOutReason } from './consent.ts';
import type { Identifiers } from './identifiers.ts';
import type { PseudonymKey } from './key.ts';
import { leftOut } from './rows.ts';
import { Tally } from './text-scrubber.ts';
import { coverageOf } from './verify.ts';

/** What the manifest says of privacy. */
export interface PrivacyReport {
  pseudonymized: boolean;
  /** Tells the key apart from others. */
  keyCheck?: string;
  droppedColumns?: string[];
  shiftedDates?: 'participant' | 'study';
  onlyConsented?: boolean;
  /** How often something was replaced, by what it was. */
  replaced?: Record<string, number>;
  /** Records that were left out, and of how many people. */
  leftOut?: Record<string, { records: number; people: number }>;
  /** Known identifiers: looked for in every byte, as whole cells, not at all (too short or an ordinary word). */
  verified?: { everywhere: number; asCells: number; not: number };
  /** What whoever shares the folder has to know. */
  warnings?: string[];
}

const mediaWarning =
  'Recordings were downloaded as they are: faces and voices identify people, whatever their files are called.';

const noConsentWarning =
  'There is no consent record at all, so every record of a person was left out: is the consent form in use?';

export interface ReportFacts {
  readonly options: ExportOptions;
  readonly key: PseudonymKey | undefined;
  /** How often what was done, by group of tables. */
  readonly tallies: readonly Readonly<Record<string, number>>[];
  readonly identifiers: Identifiers | undefined;
  readonly consents: Consents | undefined;
  /** Lists of people that could not be read. */
  readonly unread: readonly DataTypeName[];
}

export function reportOf({
  options,
  key,
  tallies,
  identifiers,
  consents,
  unread,
}: ReportFacts): PrivacyReport {
  const { pseudonymize = false, shiftDates, onlyConsented, dropColumns = [], recordings } = options;
  const totals = new Tally();
  for (const counts of tallies) for (const [name, count] of Object.entries(counts)) totals.add(name, count);
  const replaced = Object.entries(totals.counts).filter(([name]) => !name.startsWith('leftOut:'));
  return {
    pseudonymized: pseudonymize,
    ...(key === undefined ? {} : { keyCheck: key.check }),
    ...(dropColumns.length === 0 ? {} : { droppedColumns: [...dropColumns].sort() }),
    ...(shiftDates === undefined ? {} : { shiftedDates: shiftDates }),
    ...(pseudonymize ? { replaced: Object.fromEntries(replaced) } : {}),
    ...(onlyConsented ? { onlyConsented, leftOut: leftOutBy(totals.counts, consents) } : {}),
    ...(identifiers === undefined ? {} : { verified: coverageOf(identifiers) }),
    warnings: [
      ...(pseudonymize && recordings === 'download' ? [mediaWarning] : []),
      ...(consents?.isEmpty ? [noConsentWarning] : []),
      ...unread.map((type) => `${type} could not be read: people whom only they name are not known.`),
    ],
  };
}

const reasons: readonly LeftOutReason[] = ['noConsentRecord', 'refused', 'sharedRoom'];

function leftOutBy(
  counts: Readonly<Record<string, number>>,
  consents: Consents | undefined,
): Record<string, { records: number; people: number }> {
  const decisions = [...(consents?.decisions().values() ?? [])];
  return Object.fromEntries(
    reasons.map((reason) => [
      reason,
      {
        records: counts[leftOut(reason)] ?? 0,
        people: decisions.filter((decision) => decision === reason).length,
      },
    ]),
  );
}
