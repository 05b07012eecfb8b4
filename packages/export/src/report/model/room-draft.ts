import { type CountBuckets, CurveBuckets } from './buckets.ts';
import { cut, limits } from './limits.ts';
import type { Answer, ChatMessage, Curve, RecordingBar, SyncBands } from './report-model.ts';

/** A participant while tables are read. */
export interface ParticipantDraft {
  readonly id: string;
  name: string | null;
  role: string | null;
  status: string | null;
  outcome: string | null;
  joined: number | null;
  completed: number | null;
  /** Rows by data type. */
  readonly rows: Map<string, number>;
}

export interface CurveDraft {
  readonly participant: number;
  readonly name: string;
  readonly unit: Curve['unit'];
  readonly buckets: CurveBuckets;
}

/** What is known of a room while tables are read; bounded by limits.ts. */
export class RoomDraft {
  readonly id: string;
  status: string | null = null;
  deployment: string | null = null;
  expected: number | null = null;
  created: number | null = null;
  started: number | null = null;
  ended: number | null = null;
  /** The table of rooms has it. */
  listed = false;
  /** Moment of onset 0. */
  anchor: number | null = null;
  /** Earliest and latest moment of any record. */
  first = Number.POSITIVE_INFINITY;
  last = Number.NEGATIVE_INFINITY;
  /** When a state was first entered. */
  readonly states = new Map<string, { name: string; from: number }>();
  /** The same by what other events say of their state. */
  readonly hints = new Map<string, { name: string; from: number }>();
  /** When the content ended. */
  contentEnd: number | null = null;
  readonly lanes = new Map<string, CountBuckets>();
  readonly rows = new Map<string, number>();
  readonly participants: ParticipantDraft[] = [];
  readonly recordings: RecordingBar[] = [];
  recordingProblems = { failed: 0, pending: 0 };
  readonly chat: ChatMessage[] = [];
  chatLeftOut = 0;
  readonly answers: Answer[] = [];
  answersLeftOut = 0;
  readonly ratings = new Map<string, CurveDraft>();
  readonly drift = new Map<string, CurveDraft>();
  sync: SyncBands | null = null;
  readonly #places = new Map<string, number>();

  constructor(id: string) {
    this.id = id;
  }

  /** Index of a participant, who is added where new; -1 for none and for those beyond the limit. */
  participant(id: string | null): number {
    if (id === null) return -1;
    const known = this.#places.get(id);
    if (known !== undefined) return known;
    if (this.participants.length >= limits.participants) return -1;
    this.#places.set(id, this.participants.length);
    this.participants.push({
      ...{ id, name: null, role: null, status: null, outcome: null, joined: null, completed: null },
      rows: new Map(),
    });
    return this.participants.length - 1;
  }

  count(type: string, participant: number): void {
    this.rows.set(type, (this.rows.get(type) ?? 0) + 1);
    const rows = this.participants[participant]?.rows;
    if (rows !== undefined) rows.set(type, (rows.get(type) ?? 0) + 1);
  }

  /** Keeps the earliest time at which a state was entered. */
  enter(states: RoomDraft['states'], id: string, name: string | null, time: number): void {
    const known = states.get(id);
    if (known === undefined) {
      if (states.size < limits.states) states.set(id, { name: cut(name ?? id, 60), from: time });
    } else if (time < known.from) known.from = time;
  }

  seen(moment: number): void {
    if (moment < this.first) this.first = moment;
    if (moment > this.last) this.last = moment;
  }
}

/** The curve of a participant and name; undefined where there are too many. */
export function curveIn(
  all: { curves: number; readonly buckets: number },
  curves: Map<string, CurveDraft>,
  key: string,
  make: () => { participant: number; name: string; unit: Curve['unit']; step: number },
): CurveDraft | undefined {
  const known = curves.get(key);
  if (known !== undefined) return known;
  if (curves.size >= limits.curvesPerRoom || all.curves >= limits.curves) return undefined;
  all.curves += 1;
  const { step, ...facts } = make();
  const curve = { ...facts, buckets: new CurveBuckets(all.buckets, step) };
  curves.set(key, curve);
  return curve;
}
