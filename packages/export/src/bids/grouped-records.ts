import { readTable } from '../tables/read-table.ts';
import type { TableRow } from '../tables/row-builder.ts';
import { inOrderOfOnset, merged, type Placed } from './in-order.ts';
import type { People } from './people.ts';
import { Spool } from './spool.ts';
import { durationCell, leading, onsetOf, type Stream } from './streams.ts';
import { missing, secondsCell } from './tsv.ts';

export type Suffix = Stream['suffix'];

/** Cells before those of the file: the number in the table, the onset in ms. */
const place = 2;

/**
 * The records of all streams, taken apart by participant and room. Reads each table once; what doesn't fit in memory
 * waits in a folder.
 */
export class GroupedRecords {
  readonly #people: People;
  readonly #spool: Spool;
  /** Which columns have a value, by group. */
  readonly #used = new Map<string, Uint8Array>();

  private constructor(people: People, spool: Spool) {
    this.#people = people;
    this.#spool = spool;
  }

  static async create(people: People, folder: string): Promise<GroupedRecords> {
    return new GroupedRecords(people, await Spool.create(folder));
  }

  async addAll(out: string, stream: Stream): Promise<void> {
    let nth = 0;
    for (const table of stream.tables) {
      for await (const row of readTable(out, table)) {
        const waiting = this.#add(stream, row, nth);
        if (waiting !== undefined) await waiting;
        nth += 1;
      }
    }
  }

  /** Names of the columns that a file of a session has; none where there is no file. */
  columns(stream: Stream, suffix: Suffix, participant: string, room: string): Uint8Array | undefined {
    const [own, shared] = this.#keys(stream, suffix, participant, room).map((key) => this.#used.get(key));
    if (own === undefined && shared === undefined) return undefined;
    const used = new Uint8Array(leading.length + stream.columns.length);
    for (const part of [own, shared]) for (const [i, bit] of (part ?? []).entries()) used[i] ||= bit;
    // Without records of the room there is one actor only.
    used[leading.indexOf('actor')] = shared === undefined ? 0 : 1;
    return used;
  }

  /** The cells of a session's file, many lines at a time; onsets in order where they have to be. */
  async *lines(
    stream: Stream,
    suffix: Suffix,
    participant: string,
    room: string,
  ): AsyncGenerator<readonly string[], void> {
    const [own, shared] = this.#keys(stream, suffix, participant, room);
    // Samples are many and mostly nobody else's: nothing has to be put in order then.
    if (suffix === 'beh' && !this.#used.has(shared)) {
      for await (const lines of this.#spool.lines(own)) yield lines.map((line) => placed(line).text);
      return;
    }
    const both = merged(eachPlaced(this.#spool.lines(own)), eachPlaced(this.#spool.lines(shared)));
    for await (const { text } of suffix === 'events' ? inOrderOfOnset(both) : both) yield [text];
  }

  close(): Promise<void> {
    return this.#spool.close();
  }

  #add(stream: Stream, row: TableRow, nth: number): Promise<void> | undefined {
    const subject = Object.hasOwn(row, stream.subject) ? row[stream.subject] : undefined;
    const participant = typeof subject === 'string' && subject !== '' ? subject : undefined;
    const onset = onsetOf(row);
    // Events need an onset; those without stand in a file of their own.
    const suffix = onset === undefined ? 'beh' : stream.suffix;
    const key =
      participant === undefined
        ? roomKey(stream, suffix, this.#people.roomKey(row.roomId))
        : visitKey(stream, suffix, this.#people.visit(participant, row.roomId).nth);
    const cells = [
      String(nth),
      String(onset ?? 0),
      onset === undefined ? missing : secondsCell(onset),
      durationCell(stream, row),
      participant === undefined ? 'room' : 'participant',
    ];
    for (const { cell } of stream.columns) cells.push(cell(row));
    this.#note(key, cells);
    // One join makes one flat text; pieces put together by + would take many times the room.
    return this.#spool.add(key, cells.join('\t'));
  }

  #note(key: string, cells: readonly string[]): void {
    let used = this.#used.get(key);
    if (used === undefined) {
      used = new Uint8Array(cells.length - place);
      this.#used.set(key, used);
    }
    for (let i = place; i < cells.length; i += 1) if (cells[i] !== missing) used[i - place] = 1;
  }

  #keys(stream: Stream, suffix: Suffix, participant: string, room: string): [own: string, shared: string] {
    const { nth } = this.#people.visit(participant, room);
    return [visitKey(stream, suffix, nth), roomKey(stream, suffix, room)];
  }
}

const visitKey = ({ task }: Stream, suffix: Suffix, nth: number): string => `${task} ${suffix} ${nth}`;

/** No number: an id of a room can't be taken for that of a visit. */
const roomKey = ({ task }: Stream, suffix: Suffix, room: string): string => `${task} ${suffix} room ${room}`;

function placed(line: string): Placed {
  const first = line.indexOf('\t');
  const second = line.indexOf('\t', first + 1);
  return {
    nth: Number(line.slice(0, first)),
    onset: Number(line.slice(first + 1, second)),
    text: line.slice(second + 1),
  };
}

async function* eachPlaced(lines: AsyncIterable<readonly string[]>): AsyncGenerator<Placed, void> {
  for await (const some of lines) for (const line of some) yield placed(line);
}
