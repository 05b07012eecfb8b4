import { join } from 'node:path';
import { RateLimitError } from '@hyperstudy-workflows/core';
import {
  type ExportResult,
  exportStudy,
  filesOf,
  oncePerType,
  reportFile,
} from '@hyperstudy-workflows/export';
import type { Run } from '../common/activity.ts';
import { flowError } from '../common/flow-error.ts';
import type { Message, Send } from '../common/host.ts';
import { done, partial, type Status, shortCount, working } from '../common/status.ts';
import type { Surroundings } from '../common/surroundings.ts';
import { Tasks } from '../common/tasks.ts';
import { chosen } from '../connection/connection.ts';
import { type ExportConfig, settingsOf } from './settings.ts';

/** Exports a study into a folder for each message, one after the other: two could want the same folder. */
export class Exporter {
  readonly #surroundings: Surroundings<ExportConfig>;
  readonly #tasks: Tasks;

  constructor(surroundings: Surroundings<ExportConfig>) {
    const { connection, host } = surroundings;
    this.#surroundings = surroundings;
    this.#tasks = new Tasks(host, connection);
  }

  input(message: Message, send: Send): Promise<void> {
    return this.#tasks.input(message, (run, signal) => this.#export(message, send, run, signal));
  }

  close(): Promise<void> {
    return this.#tasks.close();
  }

  async #export(message: Message, send: Send, run: Run, signal: AbortSignal): Promise<Status> {
    const result = await this.#run(message, run, signal);
    const summary = summaryOf(result);
    send(
      Object.assign(message, {
        payload: summary,
        filename: summary.manifest,
        hyperstudy: this.#facts(result),
      }),
    );
    const isGood = summary.complete && warningsOf(result).length === 0;
    return (isGood ? done : partial)('records', { count: shortCount(summary.rows) });
  }

  async #run(message: Message, run: Run, signal: AbortSignal): Promise<ExportResult> {
    const connection = chosen(this.#surroundings.connection);
    const client = connection.client();
    const settings = await settingsOf(
      this.#surroundings.config,
      this.#surroundings.host,
      message,
      this.#surroundings.workingDirectory,
    );
    const needsKey = settings.pseudonymize === true || settings.shiftDates !== undefined;
    const result = await exportStudy(client, {
      ...settings,
      pseudonymKey: needsKey ? connection.pseudonymKey() : undefined,
      signal,
      onProgress: ({ what, done: count, total }) => {
        run.progress(() =>
          working('exporting', {
            what,
            count: shortCount(count),
            total: total === undefined ? '?' : shortCount(total),
          }),
        );
      },
    });
    // What a cancelled export has written stays for the next one; nobody waits for its message.
    signal.throwIfAborted();
    if (result.stopped !== undefined && result.tables.length === 0) throw stoppedEarly(result.stopped);
    for (const { type, error } of result.failures) {
      const { error: clean } = flowError(error, connection.secrets);
      this.#surroundings.host.warn(`${type} is not in the export: ${clean.message}`);
    }
    for (const warning of warningsOf(result)) this.#surroundings.host.warn(warning);
    return result;
  }

  #facts({ manifest }: ExportResult) {
    return { node: this.#surroundings.host.id, scope: manifest.query.scope, manifest };
  }
}

/** The only thing besides an abort that stops an export: it has nothing to hand on yet. */
const stoppedEarly = (reason: string): Error =>
  new RateLimitError(reason, {
    status: 429,
    // Nobody says how long: as where a server doesn't.
    retryAfter: 60_000,
    hint: 'Send the message again later: the export goes on where it stopped.',
  });

/** What whoever passes the folder on has to know. */
const warningsOf = ({ manifest }: ExportResult): readonly string[] => manifest.privacy.warnings ?? [];

/** What a flow needs of an export; the manifest says the rest. */
function summaryOf({ out, manifest, failures, recordings, stopped }: ExportResult) {
  const files = manifest.files
    .flatMap(filesOf)
    .map(({ path, rows, bytes, sha256 }) => ({ path: join(out, path), rows, bytes, sha256 }));
  const hasReport = manifest.documents.some(({ path }) => path === reportFile);
  return {
    out,
    manifest: join(out, 'manifest.json'),
    report: hasReport ? join(out, reportFile) : null,
    complete: manifest.run.complete && failures.length === 0,
    // In several formats the rows are the same.
    rows: oncePerType(manifest.files).reduce((sum, { rows }) => sum + rows, 0),
    files,
    recordings,
    stopped: stopped ?? null,
    failures: failures.map(({ type, error }) => ({ type, reason: error.message })),
  };
}
