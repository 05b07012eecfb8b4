type Row = Readonly<Record<string, unknown>>;

/** Why somebody's records are left out. */
export type LeftOutReason = 'noConsentRecord' | 'refused' | 'sharedRoom';

const refusal =
  /refus|declin|reject|withdr|revok|den(?:y|ied)|disagree|not[_-]?(?:accept|agree|given|consent)|no[_-]?consent/i;
const acceptance = /accept|agree|given|grant|sign|confirm|consented|approved/i;

/** Who consented, by the consent events and by how participation ended. */
export class Consents {
  readonly #accepted = new Set<string>();
  readonly #refused = new Set<string>();
  readonly #agents = new Set<string>();
  /** Rooms with somebody in them, and who. */
  readonly #rooms = new Map<string, Set<string>>();

  /** An event of the consent form. One that only says that it was shown is no consent. */
  addEvent(person: string, { eventType, content, value, response }: Row): void {
    const type = String(eventType ?? '');
    const said = [content, answerOf(value), answerOf(response)];
    const isRefusal = refusal.test(type) || said.some(isNo);
    if (isRefusal) this.#refused.add(person);
    else if (acceptance.test(type)) this.#accepted.add(person);
  }

  /** A participant who left because of the consent form has refused, with or without an event. */
  addParticipant(person: string, { completionCode, completionOutcome }: Row): void {
    const codes = [completionCode, completionOutcome].map((code) => textOf(code).replace(/[_-]/g, ''));
    if (codes.some((code) => /^noconsent$/i.test(code))) this.#refused.add(person);
  }

  /** An AI participant: nobody who could consent. */
  addAgent(person: string): void {
    this.#agents.add(person);
  }

  addPresence(person: string, room: unknown): void {
    if (typeof room !== 'string') return;
    const people = this.#rooms.get(room);
    if (people === undefined) this.#rooms.set(room, new Set([person]));
    else people.add(person);
  }

  /** Nobody consented. */
  get isEmpty(): boolean {
    return this.#accepted.size === 0;
  }

  /** Why a person's records are left out; undefined where they aren't. A refusal counts wherever it was given. */
  reasonFor(person: string): Exclude<LeftOutReason, 'sharedRoom'> | undefined {
    if (this.#refused.has(person)) return 'refused';
    if (this.#accepted.has(person) || this.#agents.has(person)) return undefined;
    return 'noConsentRecord';
  }

  /** Whether somebody whose records are left out was in a room. */
  isShared(room: unknown): boolean {
    if (typeof room !== 'string') return false;
    for (const person of this.#rooms.get(room) ?? []) if (this.reasonFor(person) !== undefined) return true;
    return false;
  }

  /** What was decided of everybody and every room, to be compared with a later run. */
  decisions(): Map<string, string> {
    const people = new Set([...this.#accepted, ...this.#refused, ...this.#agents]);
    for (const inRoom of this.#rooms.values()) for (const person of inRoom) people.add(person);
    const decided = new Map<string, string>();
    for (const person of people) decided.set(`person\0${person}`, this.reasonFor(person) ?? 'in');
    for (const room of this.#rooms.keys())
      decided.set(`room\0${room}`, this.isShared(room) ? 'shared' : 'in');
    return decided;
  }
}

/** A long text is the form, which may speak of refusing. */
const longestAnswer = 24;

const isNo = (answer: unknown): boolean =>
  answer === false ||
  (typeof answer === 'string' &&
    answer.length <= longestAnswer &&
    (refusal.test(answer) || /^\s*no\b/i.test(answer)));

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The answer in a payload: itself, or what it says under one of the usual names. */
function answerOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const { accepted, agreed, consented, consent, answer, value: inner } = value as Row;
  return [accepted, agreed, consented, consent, answer, inner].find(
    (found) => typeof found === 'boolean' || typeof found === 'string',
  );
}
