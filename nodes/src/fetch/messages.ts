import { dataType } from '@hyperstudy-workflows/core';
import type { Host, Message } from '../common/host.ts';
import type { Item } from './arrange.ts';
import type { FetchSettings } from './settings.ts';

/** What is said of the whole result, on its last message. */
interface Ending {
  readonly complete: boolean;
  readonly problems: readonly string[];
}

/** Makes the messages of one run from what came: no two of them share anything that a flow could change. */
export class Messages {
  readonly #host: Host;
  readonly #message: Message;
  readonly #settings: FetchSettings;
  /** What a sequence takes over from the message that asked for it. */
  readonly #rest: Message;
  readonly #restIsFlat: boolean;
  /** Null for what has no key. */
  readonly #key: readonly string[] | null;

  constructor(host: Host, message: Message, settings: FetchSettings) {
    const { payload: _, hyperstudy: __, parts: ___, ...rest } = message;
    this.#host = host;
    this.#message = message;
    this.#settings = settings;
    this.#rest = rest;
    this.#restIsFlat = Object.values(rest).every((value) => typeof value !== 'object' || value === null);
    this.#key = dataType(settings.dataType).key;
  }

  of(item: Item, report: Ending): Message {
    const { payload, parts } = item;
    const hyperstudy = this.#facts(item, report);
    // A single answer is the message that asked, as core nodes do it.
    if (parts === undefined) return Object.assign(this.#message, { payload, hyperstudy });
    // Copying what lies deeper takes Node-RED half as long as all else here.
    const rest = this.#restIsFlat ? this.#rest : this.#host.clone(this.#rest);
    return { ...rest, payload, parts, hyperstudy };
  }

  #facts({ total, isLast }: Item, { complete, problems }: Ending): Record<string, unknown> {
    const { dataType: name, scope } = this.#settings;
    const facts = {
      node: this.#host.id,
      dataType: name,
      scope: { ...scope },
      total,
      key: this.#key && [...this.#key],
    };
    if (!isLast) return facts;
    return { ...facts, complete, ...(problems.length === 0 ? {} : { problems: [...problems] }) };
  }
}
