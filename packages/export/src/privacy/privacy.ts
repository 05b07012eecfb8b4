import {
  type DataTypeName,
  dataType,
  type RecordOf,
  recordingFileName,
  type Scope,
} from '@hyperstudy-workflows/core';
import type { Client, ExportOptions } from '../run/options.ts';
import { type Basis, hashed, readBasis, writeBasis } from './basis.ts';
import { type Changes, changesSince } from './changes.ts';
import { cleanError, mapTexts } from './clean-values.ts';
import { collectPeople } from './collect.ts';
import { Consents } from './consent.ts';
import { DropColumns, type Dropped, dropFrom } from './drop-columns.ts';
import { addressFields } from './fields.ts';
import { Identifiers, type Known } from './identifiers.ts';
import { keyVariable, PseudonymKey } from './key.ts';
import { type PrivacyReport, reportOf } from './report.ts';
import { type RowSettings, type Rows, rowsOf } from './rows.ts';
import { shiftText } from './shift-dates.ts';
import { TextScrubber } from './text-scrubber.ts';
import { filesBelow, findIn, findInManifest, searchesFor } from './verify.ts';
import { removeWithheld, withhold } from './withhold.ts';

type Row = Readonly<Record<string, unknown>>;
type Recording = RecordOf<'recordings'>;

/** Everything an export does to protect people. */
export class Privacy {
  readonly #options: ExportOptions;
  readonly #key: PseudonymKey | undefined;
  readonly #drops: DropColumns;
  readonly #roles = new Set<string>();
  readonly #identifiers: Identifiers | undefined;
  readonly #consents: Consents | undefined;
  readonly #tallies = new Map<string, Readonly<Record<string, number>>>();
  readonly #people = new Map<string, Set<unknown>>();
  readonly #late = new Map<string, Known>();
  readonly #unread: DataTypeName[] = [];
  #before: Basis | undefined;
  #text: TextScrubber | undefined;

  /** @throws {UsageError} for a setting that can't work. */
  constructor(options: ExportOptions) {
    const { pseudonymize, shiftDates, onlyConsented, dropColumns = [] } = options;
    this.#options = options;
    this.#drops = new DropColumns(dropColumns);
    const needsKey = pseudonymize === true || shiftDates !== undefined;
    this.#key = needsKey ? new PseudonymKey(options.pseudonymKey ?? process.env[keyVariable]) : undefined;
    if (pseudonymize && this.#key !== undefined) this.#identifiers = new Identifiers(this.#key);
    if (onlyConsented) this.#consents = new Consents();
  }

  /** What makes exports different ones. */
  get identity(): unknown {
    const { pseudonymize = false, shiftDates, onlyConsented = false, dropColumns = [] } = this.#options;
    return [pseudonymize, shiftDates, onlyConsented, [...dropColumns].sort(), this.#key?.check];
  }

  /** Tells the key from others; undefined where there is none. */
  get keyCheck(): string | undefined {
    return this.#key?.check;
  }

  /** Keeps what the tool remembers from those who only see the folder. */
  get seal(): Pick<PseudonymKey, 'seal' | 'unseal'> | undefined {
    return this.#key;
  }

  /**
   * Finds out who took part, and whether the files that are there hold with it.
   * @returns whether all records have to be read again
   */
  async begin(client: Client, scope: Scope): Promise<boolean> {
    const { out, signal, full } = this.#options;
    if (this.#identifiers === undefined && this.#consents === undefined) return false;
    await removeWithheld(out);
    const stored = await readBasis(out, this.#key, full);
    const before = full ? undefined : stored;
    const people = { identifiers: this.#identifiers, consents: this.#consents, roles: this.#roles };
    try {
      this.#unread.push(...(await collectPeople(client, scope, people, signal)));
    } finally {
      // An error may name whoever is known by then.
      this.#freeze();
    }
    for (const role of before?.roles ?? []) this.#roles.add(role);
    for (const role of this.#roles) this.#identifiers?.addRole(role);
    for (const known of before?.known ?? []) this.#identifiers?.add(known);
    this.#freeze();
    this.#before = before;
    // Files of which nobody knows what they were made with are made anew.
    return before === undefined || (await this.#isOutdated(before));
  }

  /** Keeps what the files are made with, before the first of them is written. */
  async remember(): Promise<void> {
    if (this.#identifiers === undefined && this.#consents === undefined) return;
    await writeBasis(this.#options.out, this.#basis(), this.#key);
  }

  /**
   * After all records were written: whether people turned up on the way whom earlier records name. Then all have to
   * be read again, with them known.
   */
  async needsAnotherRound(): Promise<boolean> {
    if (this.#identifiers === undefined && this.#consents === undefined) return false;
    const before = this.#basis();
    for (const known of this.#late.values()) this.#identifiers?.add(known);
    for (const [person, rooms] of this.#people)
      for (const room of rooms) this.#consents?.addPresence(person, room);
    this.#late.clear();
    this.#freeze();
    const again = await this.#isOutdated(before);
    await this.remember();
    return again;
  }

  /** What becomes of the records of a reading. @param counts of the records before these */
  rows(type: DataTypeName, counts?: Readonly<Record<string, number>>): Rows {
    return rowsOf(type, this.#rowSettings(), counts);
  }

  /** Columns that the table of a type is without. */
  dropped(type: DataTypeName): Dropped {
    const dropped = this.#drops.of(type);
    return this.#identifiers === undefined ? dropped : new Set([...dropped, ...addressFields(type)]);
  }

  /** Whether the times in the table of a type are the server's. */
  keepsTimes(type: DataTypeName): boolean {
    const { time } = dataType(type);
    return this.#options.shiftDates === undefined && (time === null || !this.dropped(type).has(time));
  }

  /** A record without the columns that its table is without. */
  trim(type: DataTypeName): (row: Row) => Row {
    const dropped = this.dropped(type);
    return dropped.size === 0 ? (row) => row : (row) => dropFrom(row, dropped);
  }

  /** Name of the file of a recording. */
  recordingName = (recording: Recording): string => {
    if (this.#identifiers === undefined) return recordingFileName(recording);
    return recordingFileName({ ...recording, ...this.rows('recordings').apply(recording) });
  };

  /** What was done to the records of a group, in this run or an earlier one. */
  note(group: string, counts: Readonly<Record<string, number>>): void {
    this.#tallies.set(group, counts);
  }

  /** A text of the server or of a person, for the manifest, an error or a log. */
  clean = (text: string): string => {
    const scrubbed = this.#text?.scrub(text, undefined) ?? text;
    return this.#options.shiftDates === undefined ? scrubbed : this.#shift(scrubbed);
  };

  cleanValue<T>(value: T): T {
    return mapTexts(value, this.clean) as T;
  }

  cleanError<T>(error: T): T {
    return cleanError(error, this.clean);
  }

  /** A time of the query or of all records; null where it would give away what was moved. */
  moved(time: string | null): string | null {
    const { shiftDates } = this.#options;
    if (time === null || shiftDates === undefined) return time;
    return shiftDates === 'study' ? this.#shift(time) : null;
  }

  /** What the manifest says of privacy. */
  report(): PrivacyReport {
    return reportOf({
      options: this.#options,
      key: this.#key,
      tallies: [...this.#tallies.values()],
      identifiers: this.#identifiers,
      consents: this.#consents,
      unread: this.#unread,
    });
  }

  /**
   * Looks for every known identifier in every byte of the folder and of the manifest to come.
   * @throws {IntegrityError} where one is found; the files that hold one are taken out of the export.
   */
  async verify(manifest: string): Promise<void> {
    if (this.#identifiers === undefined) return;
    const { out } = this.#options;
    const searches = searchesFor(this.#identifiers.identifiers());
    // The manifest of an earlier run is replaced.
    const files = (await filesBelow(out)).filter((file) => file !== 'manifest.json');
    const findings = [...(await findIn(out, searches, files)), ...findInManifest(manifest, searches)];
    if (findings.length === 0) return;
    await withhold(out, findings, (file) => this.#text?.scrub(file, undefined, true) ?? file);
  }

  #freeze(): void {
    if (this.#identifiers !== undefined) this.#text = new TextScrubber(this.#identifiers);
  }

  #rowSettings(): RowSettings {
    const identifiers = this.#identifiers;
    const text = this.#text;
    const { shiftDates } = this.#options;
    return {
      people: identifiers === undefined || text === undefined ? undefined : { identifiers, text },
      consents: this.#consents,
      daysBack:
        shiftDates === undefined
          ? undefined
          : (subject) => this.#daysBack(shiftDates === 'study' ? undefined : subject),
      meet: (known) => {
        if (identifiers?.has(known) === false) this.#late.set(JSON.stringify(known), known);
      },
      meetPerson: (person, room) => {
        const rooms = this.#people.get(person);
        if (rooms === undefined) this.#people.set(person, new Set([room]));
        else rooms.add(room);
      },
    };
  }

  readonly #days = new Map<string, number>();

  #daysBack(subject = 'study'): number {
    let days = this.#days.get(subject);
    if (days === undefined) {
      days = this.#key?.daysBack(subject) ?? 0;
      this.#days.set(subject, days);
    }
    return days;
  }

  #shift(text: string): string {
    return this.#options.shiftDates === 'study'
      ? shiftText(text, this.#daysBack())
      : text.replace(anyDate, '[date]');
  }

  #basis(): Basis {
    const decisions = hashed(this.#consents?.decisions() ?? new Map(), this.#key);
    return {
      known: this.#identifiers?.all() ?? [],
      roles: [...this.#roles].sort(),
      decisions: { ...this.#before?.decisions, ...decisions },
    };
  }

  async #isOutdated(before: Basis): Promise<boolean> {
    const { out } = this.#options;
    const changes: Changes = changesSince(before, this.#basis().decisions, this.#identifiers, this.#key);
    if (changes.all) return true;
    if (changes.fresh.size === 0) return false;
    const files = (await filesBelow(out)).filter(
      (file) => !/^(?:recordings|\.hyperstudy)[\\/][^\\/]*$|^manifest\.json$/.test(file),
    );
    return (await findIn(out, searchesFor(changes.fresh), files)).length > 0;
  }
}

const anyDate = /\d{4}-?\d{2}-?\d{2}[T ]\d{2}:?\d{2}(?::?\d{2}(?:\.\d+)?)?Z?/g;
