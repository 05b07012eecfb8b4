import { dataType } from '@hyperstudy-workflows/core';
import type { Context, QuotaName } from '../tables/context.ts';
import { naturalEvents } from '../tables/events.ts';
import { naturalRecordings } from '../tables/recordings.ts';
import { type TableName, tableOf } from '../tables/tables.ts';
import { Recent } from './cache.ts';
import { type ExperimentPlan, experimentsOf, type Live } from './entities.ts';
import { arrived } from './live.ts';
import { type Keyed, merged, sortedBy } from './merged.ts';
import { quotasOf } from './quotas.ts';
import { closesAt, opensAt, type Room } from './rooms.ts';
import { played } from './script.ts';
import { type Conditions, chain, concat, type Row, type Sequence, within } from './sequence.ts';

export interface StudyOptions {
  readonly seed: number;
  readonly rooms: number;
  /** Rows in all of the main experiment; undefined: as many as are natural. */
  readonly totals: Readonly<Partial<Record<QuotaName, number>>>;
  readonly live: Live | null;
  readonly files: Pick<Context, 'recordingSize' | 'publicUrl' | 'legacyUrl'>;
}

/** Which records are asked for. */
export interface Query {
  readonly table: TableName;
  readonly rooms: readonly Room[] | ExperimentPlan;
  /** Only rooms of this deployment. */
  readonly deployment?: string;
  readonly conditions: Conditions;
  /** Epoch ms, inclusive. */
  readonly start: number;
  /** Epoch ms, exclusive. */
  readonly end: number;
  /** Field to order by; undefined: time. */
  readonly sort?: string;
  /** Epoch ms. */
  readonly now: number;
}

/** A study made from a seed: rooms and their records, computed when they are asked for. */
export class Study {
  readonly experiments: readonly ExperimentPlan[];
  readonly live: Live | null;
  readonly #options: StudyOptions;
  readonly #quotas = new Map<QuotaName, readonly number[]>();
  readonly #tables = new Recent<Sequence>(256);
  readonly #answers = new Recent<Sequence>(256);

  constructor(options: StudyOptions) {
    this.#options = options;
    this.live = options.live;
    this.experiments = experimentsOf(options.seed, options.rooms, options.live);
  }

  experiment(id: string): ExperimentPlan | undefined {
    return this.experiments.find((experiment) => experiment.id === id);
  }

  /** A room by its id; a live one only once its people gather. */
  room(id: string, now: number): Room | undefined {
    for (const experiment of this.experiments) {
      const first = experiment.room(0).id;
      const [, prefix = '', digits = ''] = /^(.*_)(\d+)$/.exec(id) ?? [];
      if (!first.startsWith(prefix) || prefix === '') continue;
      const index = Number(digits) - Number(first.slice(prefix.length));
      if (index < 0 || index >= this.roomCount(experiment, now)) continue;
      const room = experiment.room(index);
      if (room.id === id) return room;
    }
    return undefined;
  }

  /** Rooms of an experiment by now; those of live mode count from when their people gather. */
  roomCount(experiment: ExperimentPlan, now: number): number {
    if (this.live === null || experiment !== this.experiments[0]) return experiment.rooms;
    return (
      experiment.rooms + Math.max(0, Math.floor((now - opensAt - this.live.start) / this.live.every) + 1)
    );
  }

  /** Records in the order asked for. */
  records(query: Query): Sequence {
    if (query.sort === undefined) return this.#inTime(query);
    const key = `sorted ${query.sort} ${keyOf(query)}`;
    const sort = query.sort;
    const make = (): Sequence =>
      sort === 'onset' ? merged(this.#byOnset(query)) : sortedBy(this.#inTime(query), sort);
    return this.live === null ? this.#answers.get(key, make) : make();
  }

  #inTime(query: Query): Sequence {
    const [past, live] = this.#rooms(query);
    const open = (room: Room) => this.#records(room, query);
    const history = this.#answers.get(`time ${keyOf(query)}`, () =>
      concat(past.map((room) => ({ length: open(room).length, open: () => open(room) }))),
    );
    if (live.length === 0) return history;
    return chain([history, merged(live.map((room) => ({ sequence: open(room), shift: 0 })))]);
  }

  #byOnset(query: Query): Keyed[] {
    return this.#rooms(query)
      .flat()
      .map((room) => ({ sequence: this.#records(room, query), shift: -room.start }));
  }

  /** Rooms that a query can find something in: those that were there before, and live ones. */
  #rooms({ rooms, deployment, start, end, now }: Query): readonly [Room[], Room[]] {
    const all =
      'id' in rooms ? Array.from({ length: this.roomCount(rooms, now) }, (_, i) => rooms.room(i)) : rooms;
    const wanted = all.filter(
      (room) =>
        (deployment === undefined || room.deployment?.id === deployment) &&
        room.start + opensAt < end &&
        room.start + closesAt >= start,
    );
    return [wanted.filter(({ live }) => !live), wanted.filter(({ live }) => live)];
  }

  #records(room: Room, { table, conditions, start, end, now }: Query): Sequence {
    const found = within(this.#table(table, room, now).where(conditions), start, end);
    if (!isOpen(room, now) || table === 'rooms' || table === 'participants' || table === 'recordings')
      return found;
    const fields = dataType(table).key ?? ['variable'];
    const idOf = (row: Row): string => fields.map((field) => String(row[field])).join(' ');
    return arrived(found, now, this.#options.seed, idOf);
  }

  #table(name: TableName, room: Room, now: number): Sequence {
    const make = (): Sequence =>
      tableOf(name)(room, { now, quota: (table, of) => this.#quota(table, of), ...this.#options.files });
    // What a live room has depends on the time, unless it is only hidden until it arrives.
    return isOpen(room, now) ? make() : this.#tables.get(`${name} ${room.id}`, make);
  }

  #quota(table: QuotaName, room: Room): number | undefined {
    const total = this.#options.totals[table];
    const [main] = this.experiments;
    if (total === undefined || room.live || room.experimentId !== main?.id) return undefined;
    let quotas = this.#quotas.get(table);
    if (quotas === undefined) {
      quotas = this.#share(table, total, main);
      this.#quotas.set(table, quotas);
    }
    return quotas[room.index];
  }

  #share(table: QuotaName, total: number, { rooms, room }: ExperimentPlan): readonly number[] {
    const all = Array.from({ length: rooms }, (_, index) => index);
    const natural = {
      events: naturalEvents,
      recordings: naturalRecordings,
      ratings_continuous: none,
      eyetracking: none,
    };
    const fillable = all.map((index) => {
      const made = room(index);
      return table === 'recordings' ? made.kind === 'pair' : played(made);
    });
    return quotasOf(
      total,
      all.map((index) => natural[table](room(index))),
      fillable,
    );
  }
}

const none = (): number => 0;

/** Whether a room still grows: until its last rows have arrived. */
const isOpen = ({ live, start }: Room, now: number): boolean => live && now < start + closesAt + 90_000;

function keyOf({ table, rooms, deployment, conditions, start, end }: Query): string {
  const where = 'id' in rooms ? rooms.id : rooms.map(({ id }) => id);
  return JSON.stringify([table, where, deployment, conditions, String(start), String(end)]);
}
