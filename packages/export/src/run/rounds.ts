import { isoTime, scopeParts, UsageError } from '@hyperstudy-workflows/core';
import type { Manifest } from '../manifest/manifest.ts';
import type { PlannedTable } from '../plan/tables.ts';
import type { Privacy } from '../privacy/privacy.ts';
import { forgetFiles, readState } from '../state/state.ts';
import { ExportRun } from './export-run.ts';
import type { Client, ExportOptions } from './options.ts';
import { queryId } from './query-id.ts';

/** Records younger than this are left for the next run, ms: they reach the server in batches of about a second. */
export const settle = 5_000;

/** Rounds that new people may take: the second knows all whom the first one met. */
const mostRounds = 3;

/** Reads and writes all; again, where it turns out that earlier records name people who came up in later ones. */
export async function runAll(
  client: Client,
  options: ExportOptions,
  tables: readonly PlannedTable[],
  before: Manifest | undefined,
  privacy: Privacy | undefined,
): Promise<ExportRun> {
  const earlier = options.full ? undefined : before;
  checkSamePrivacy(earlier, options, privacy);
  let outdated = (await privacy?.begin(client, options.scope)) ?? false;
  checkSameStudy(earlier, options, privacy);
  for (let round = 1; ; round += 1) {
    if (outdated || options.full) await forgetFiles(options.out);
    const run = await prepare(client, options, tables, before, privacy);
    await privacy?.remember();
    await run.groups();
    await run.recordings();
    run.throwIfNothingWasRead();
    outdated = (await privacy?.needsAnotherRound()) ?? false;
    if (!outdated || run.stopped !== undefined || round === mostRounds) return run;
  }
}

async function prepare(
  client: Client,
  options: ExportOptions,
  tables: readonly PlannedTable[],
  before: Manifest | undefined,
  privacy: Privacy | undefined,
): Promise<ExportRun> {
  const { out, full } = options;
  const query = queryId(options, client.connection.baseUrl.hostname, privacy?.identity);
  const state = await readState(out, query, privacy?.seal);
  const context = {
    client,
    options,
    query,
    privacy,
    until: frozenEnd(client, options),
    rooms: once(() => roomsOf(client, options)),
  };
  return new ExportRun(tables, context, state, full ? undefined : before);
}

/** @throws {UsageError} when the folder holds the export of something else. */
function checkSameStudy(
  manifest: Manifest | undefined,
  { out, scope }: ExportOptions,
  privacy: Privacy | undefined,
): void {
  const { kind, id } = scopeParts(scope);
  if (manifest === undefined || manifest.query.scope[kind] === (privacy?.clean(id) ?? id)) return;
  const held = Object.entries(manifest.query.scope)
    .map((pair) => pair.join(' '))
    .join(', ');
  throw new UsageError(`${out} holds the export of ${held}.`, { hint: 'Give another --out for this one.' });
}

/** @throws {UsageError} when people are called otherwise in the folder: names of files would give them away. */
function checkSamePrivacy(
  manifest: Manifest | undefined,
  { out, pseudonymize = false }: ExportOptions,
  privacy: Privacy | undefined,
): void {
  if (manifest === undefined) return;
  const { pseudonymized, keyCheck } = manifest.privacy;
  if (pseudonymized !== pseudonymize) {
    throw new UsageError(`${out} holds an export ${pseudonymize ? 'without' : 'with'} pseudonyms.`, {
      hint: 'Give another --out for this one.',
    });
  }
  if (pseudonymize && keyCheck !== privacy?.keyCheck) {
    throw new UsageError(`${out} was made with another pseudonym key.`, {
      hint: 'Set HYPERSTUDY_PSEUDONYM_KEY to the key it was made with, or export into another folder.',
    });
  }
}

/** The end of the run's window: what comes in while it reads is for the next run. */
function frozenEnd(client: Client, { end, until }: ExportOptions): string {
  const now = until ?? new Date(client.serverNow() - settle).toISOString();
  if (end === undefined) return now;
  const wanted = isoTime(end, 'end');
  if (wanted > now) return now;
  return wanted;
}

async function roomsOf(
  client: Client,
  { scope, deployment, signal }: ExportOptions,
): Promise<readonly string[]> {
  const { id } = scopeParts(scope);
  const rooms: string[] = [];
  // Page by page: what the server warns of is said with the table of the rooms, not in a log that knows no pseudonyms.
  const list = client.records('rooms', { experiment: id }, { deployment, signal });
  for await (const { records } of list.pages()) for (const room of records) rooms.push(String(room.id));
  return rooms;
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
