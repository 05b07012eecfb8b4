/**
 * What a report shows, as plain data: the page is made from it, and its script reads the rooms of it. Its size is
 * bounded by limits.ts, whatever the size of the study. Times are ms since the content of the room started, unless
 * they are called a moment: that is ms since 1970.
 */
export interface ReportModel {
  readonly study: StudyFacts;
  readonly problems: readonly Problem[];
  readonly tables: readonly TableFacts[];
  /** Participations by outcome, the most frequent first. */
  readonly outcomes: readonly Outcome[];
  /** Null where no sync metrics were exported. */
  readonly sync: SyncBands | null;
  /** Data types whose records belong to a room, in registry order: the columns of RoomOverview.counts. */
  readonly roomTypes: readonly { readonly type: string; readonly title: string }[];
  /** In order of their start. */
  readonly rooms: readonly Room[];
  /** Participants by id: a person may come back in another room. Null where it isn't known. */
  readonly people: number | null;
  /** What the page leaves out or sums up, in sentences. */
  readonly notes: readonly string[];
}

export interface StudyFacts {
  /** Kind and id of what was exported, e.g. experiment exp_1. */
  readonly scope: readonly (readonly [kind: string, id: string])[];
  readonly source: string;
  readonly start: string | null;
  readonly end: string | null;
  /** Time of the newest record. */
  readonly newest: string | null;
  readonly deployment: string | null;
  readonly deploymentNames: readonly string[];
  readonly recordings: string;
  readonly tool: string;
  readonly complete: boolean;
  readonly pseudonymized: boolean;
}

/** error: data is missing; warning: look at it; note: good to know. */
export interface Problem {
  readonly level: 'error' | 'warning' | 'note';
  readonly where: string;
  readonly text: string;
}

export interface TableFacts {
  readonly type: string;
  readonly title: string;
  readonly rows: number;
  /** Undefined where the server gives no total. */
  readonly serverTotal?: number;
  readonly duplicates: number;
  readonly filtered: number;
  readonly complete: boolean;
  /** Its path; a pattern where there is one for each room. */
  readonly file: string;
  readonly files: number;
  readonly bytes: number;
}

export interface Outcome {
  readonly code: string;
  readonly count: number;
}

/** Sync metrics by the distance of a player from the host's: under 100 ms, up to 500 ms, more. */
export interface SyncBands {
  readonly good: number;
  readonly acceptable: number;
  readonly poor: number;
  /** Greatest distance, ms. */
  readonly most: number;
}

export interface Room {
  readonly overview: RoomOverview;
  readonly detail: RoomDetail;
}

export interface RoomOverview {
  readonly id: string;
  readonly status: string | null;
  readonly deployment: string | null;
  /** Moments. */
  readonly start: number | null;
  readonly end: number | null;
  readonly participants: readonly string[];
  /** How many the server says took part. */
  readonly expected: number | null;
  /** Rows by data type, see ReportModel.roomTypes. */
  readonly counts: readonly number[];
  /** What is missing in it. */
  readonly gaps: readonly string[];
}

/** Participants are given by their index in `participants`; -1 is the room as a whole. */
export interface RoomDetail {
  readonly participants: readonly ParticipantFacts[];
  /** Earliest and latest time of anything that is shown. */
  readonly from: number;
  readonly to: number;
  readonly states: readonly StateSpan[];
  readonly lanes: readonly EventLane[];
  readonly recordings: readonly RecordingBar[];
  readonly chat: readonly ChatMessage[];
  /** Messages that are not among `chat`. */
  readonly chatLeftOut: number;
  readonly ratings: readonly Curve[];
  readonly answers: readonly Answer[];
  readonly answersLeftOut: number;
  readonly drift: readonly Curve[];
  readonly sync: SyncBands | null;
}

export interface ParticipantFacts {
  readonly id: string;
  readonly name: string | null;
  readonly role: string | null;
  readonly status: string | null;
  readonly outcome: string | null;
  /** Moments. */
  readonly joined: number | null;
  readonly completed: number | null;
}

export interface StateSpan {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

/** Events of one category, counted in bins: pairs of bin and count, bins without events left out. */
export interface EventLane {
  readonly category: string;
  readonly total: number;
  readonly step: number;
  /** Time of bin 0. */
  readonly origin: number;
  readonly bins: readonly (readonly [bin: number, count: number])[];
}

export interface RecordingBar {
  readonly participant: number;
  readonly kind: string;
  readonly from: number | null;
  /** Null while it runs. */
  readonly to: number | null;
  /** downloaded, skipped, pending, failed; or what the server says where files were not asked for. */
  readonly status: string;
  readonly file: string | null;
  readonly reason: string | null;
}

export interface ChatMessage {
  readonly time: number | null;
  readonly participant: number;
  /** Who wrote it, where it is none of the participants. */
  readonly sender?: string;
  readonly text: string;
}

/** Samples in buckets of equal length. */
export interface Curve {
  readonly participant: number;
  /** Component that was rated with, or what else tells curves of a participant apart. */
  readonly name: string;
  /** scale: 0 to 1 from one end of the scale to the other; value: as it was sent; ms: milliseconds. */
  readonly unit: 'scale' | 'value' | 'ms';
  /** Samples in all. */
  readonly samples: number;
  readonly origin: number;
  readonly step: number;
  /** The integers below divided by it are values. */
  readonly factor: number;
  /** Mean of each bucket; null where there was no sample. */
  readonly mean: readonly (number | null)[];
  /** How far the least and greatest sample of each bucket lie below and above its mean; 0 where it is empty. */
  readonly below: readonly number[];
  readonly above: readonly number[];
}

/** An answer to a rating prompt. */
export interface Answer {
  readonly participant: number;
  readonly question: string;
  readonly time: number;
  /** 0 to 1 from one end of the scale to the other, else the value as it was sent; null: no answer in time. */
  readonly value: number | null;
  readonly unit: 'scale' | 'value';
}
