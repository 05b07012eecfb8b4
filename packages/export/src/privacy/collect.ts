import {
  type DataTypeName,
  dataType,
  isHyperStudyError,
  NotFoundError,
  PermissionError,
  type Scope,
  scopeParts,
} from '@hyperstudy-workflows/core';
import type { Client } from '../run/options.ts';
import type { Consents } from './consent.ts';
import { ownRoleOf, personOf } from './fields.ts';
import type { Identifiers, Known } from './identifiers.ts';
import { RowScrubber } from './row-scrubber.ts';
import type { TextScrubber } from './text-scrubber.ts';
import { Tally } from './text-scrubber.ts';

type Row = Readonly<Record<string, unknown>>;

/** Lists that say who people are and what they are called. The first two must be there. */
const lists: readonly DataTypeName[] = [
  'participants',
  'consent',
  'recordings',
  'chat',
  'agent_runs',
  'agent_decisions',
];
const needed: ReadonlySet<DataTypeName> = new Set(['participants', 'consent']);

export interface People {
  readonly identifiers: Identifiers | undefined;
  readonly consents: Consents | undefined;
  readonly roles: Set<string>;
}

/**
 * Reads who took part before anything is written: the whole lists, whatever the filters of the export.
 * @returns data types that could not be read, for the manifest
 * @throws the error of the list of participants or of the consents: without them nobody would be protected.
 */
export async function collectPeople(
  client: Client,
  scope: Scope,
  people: People,
  signal: AbortSignal | undefined,
): Promise<DataTypeName[]> {
  const { kind, id } = scopeParts(scope);
  if (kind === 'participant') people.identifiers?.add({ kind: 'id', text: id });
  const failed: DataTypeName[] = [];
  for (const type of lists) {
    if (!dataType(type).scopes.includes(kind)) continue;
    if (type === 'agent_decisions' && kind === 'experiment') continue;
    try {
      await collect(client, scope, type, people, signal);
    } catch (error) {
      const isMissing = error instanceof PermissionError || error instanceof NotFoundError;
      if (needed.has(type) || !isHyperStudyError(error) || !isMissing) throw error;
      failed.push(type);
    }
  }
  return failed;
}

async function collect(
  client: Client,
  scope: Scope,
  type: DataTypeName,
  people: People,
  signal: AbortSignal | undefined,
): Promise<void> {
  const meet = (known: Parameters<Identifiers['add']>[0]) => people.identifiers?.add(known);
  const reader =
    people.identifiers === undefined
      ? undefined
      : new RowScrubber(
          type,
          { people: { identifiers: people.identifiers, text: noText }, daysBack: undefined, meet },
          new Tally(),
        );
  for await (const { records } of client.records(type, scope, { signal }).pages()) {
    for (const row of records as readonly Row[]) {
      reader?.scrub(row);
      addCertain(type, row, people.identifiers);
      note(type, row, people);
    }
  }
}

/**
 * Fields that are known to hold people. They are taken by themselves, and not only by the rules that replace them: a
 * rule that fails must not also make the verifier blind.
 */
const certain: Partial<Record<DataTypeName, Readonly<Record<string, Known['kind']>>>> = {
  participants: { id: 'id', email: 'email' },
  consent: { participantId: 'id' },
  recordings: { participantId: 'id', participantName: 'name' },
  chat: { senderId: 'id', senderName: 'name', recipientIds: 'id' },
  agent_runs: { participantId: 'id' },
  agent_decisions: { participantId: 'id' },
};

function addCertain(type: DataTypeName, row: Row, identifiers: Identifiers | undefined): void {
  const person = personOf(type, row);
  for (const [field, kind] of Object.entries(certain[type] ?? {})) {
    for (const text of [row[field]].flat())
      if (typeof text === 'string')
        identifiers?.add({ kind, text, person: kind === 'id' ? undefined : person });
  }
}

/** The scrubber is only there for whom it meets on the way. */
const noText: Pick<TextScrubber, 'scrub'> = { scrub: (text) => text };

function note(type: DataTypeName, row: Row, { consents, roles }: People): void {
  for (const field of ['role', 'participantRole'])
    if (typeof row[field] === 'string' && ownRoleOf(type, field) === undefined) roles.add(row[field]);
  const person = personOf(type, row);
  if (person === undefined || consents === undefined) return;
  consents.addPresence(person, row.roomId);
  if (type === 'participants') consents.addParticipant(person, row);
  if (type === 'consent') consents.addEvent(person, row);
  if (type === 'agent_runs' || type === 'agent_decisions') consents.addAgent(person);
}
