import { parseDataType } from '../data-types/parse.ts';
import type { Access, AgentDecisionRecord, Counts, Health } from '../data-types/schemas/index.ts';
import { checkedId, type ParticipantScope, type Scope, scopeParts } from '../data-types/scope.ts';
import {
  type DataTypeName,
  dataType,
  dataTypeNames,
  type RecordOf,
  type ScopeOf,
} from '../data-types/types.ts';
import { Poll } from '../polling/poll.ts';
import type { PollQuery } from '../polling/poll-options.ts';
import { checkScope } from '../records/parameters.ts';
import { RecordQuery } from '../records/record-query.ts';
import { RecordSource } from '../records/record-source.ts';
import type { Answer, CallOptions } from '../transport/call.ts';
import { type Connection, type ConnectionOptions, connect } from '../transport/connection.ts';
import { readEnvelope, unwrapOne } from '../transport/envelope.ts';
import { Transport } from '../transport/transport.ts';
import { Deployments } from './deployments.ts';
import { Experiments } from './experiments.ts';
import { fetchOne } from './one.ts';
import { type QueryOf, type RecordMethods, recordMethods, splitQuery } from './record-methods.ts';
import { type RecordingsMethod, recordingsMethod } from './recordings-method.ts';

type RatingKind = 'continuous' | 'sparse';

/** A connection to HyperStudy. Reads only; streams whatever may be large. */
export interface HyperStudy extends RecordMethods {}

// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: the constructor assigns every one of RecordMethods
export class HyperStudy {
  readonly experiments: Experiments;
  readonly deployments: Deployments;
  /** Recordings: a query for the metadata, with download, downloadOne and open for the bytes. */
  readonly recordings: RecordingsMethod;
  readonly #transport: Transport;

  /** @throws {AuthenticationError | UsageError} for a key or setting that can't work. */
  constructor(options: ConnectionOptions = {}) {
    this.#transport = new Transport(connect(options));
    this.experiments = new Experiments(this.#transport);
    this.deployments = new Deployments(this.#transport);
    this.recordings = recordingsMethod(
      (scope, query) => this.records('recordings', scope, query),
      this.#transport,
    );
    const { recordings: _, ...methods } = {
      recordings: undefined,
      ...recordMethods((name, scope, query) => this.#records(name, scope, query)),
    };
    Object.assign(this, methods);
  }

  /** The settings in use, and what other parts of the toolkit share: budget, clock, logger. */
  get connection(): Connection {
    return this.#transport.connection;
  }

  /** Requests sent so far, tries included. */
  get requests(): number {
    return this.#transport.requests;
  }

  /**
   * How far the server's clock is ahead of ours, ms, by the latest answer; good to a second. undefined until an answer
   * has told its time.
   */
  get clockOffset(): number | undefined {
    return this.#transport.clockOffset;
  }

  /** The server's time, ms since 1970: ours until an answer has told it. */
  serverNow(): number {
    return this.#transport.serverNow();
  }

  /** Records of a data type that is only known at run time. */
  records<T extends DataTypeName>(name: T, scope: ScopeOf<T>, query?: QueryOf<T>): RecordQuery<RecordOf<T>> {
    return this.#records(name, scope, query) as RecordQuery<RecordOf<T>>;
  }

  /** Ratings: samples of a continuous one (default), or answers to prompts (sparse). */
  ratings<K extends RatingKind = 'continuous'>(
    scope: Scope,
    query: QueryOf<`ratings_${K}`> & { kind?: K },
  ): RecordQuery<RecordOf<`ratings_${K}`>>;
  ratings(scope: Scope): RecordQuery<RecordOf<'ratings_continuous'>>;
  ratings(scope: Scope, { kind = 'continuous', ...query }: { kind?: RatingKind } = {}): RecordQuery<unknown> {
    return this.#records(parseDataType(`ratings_${kind}`), scope, query);
  }

  /**
   * New records, batch by batch, while a study runs: at least once each, in order, and exactly once as long as they come
   * in no later than the lookback.
   */
  poll<T extends DataTypeName>(name: T, scope: ScopeOf<T>, query?: PollQuery<T>): Poll<RecordOf<T>> {
    return new Poll({
      transport: this.#transport,
      name,
      definition: dataType(name),
      scope,
      query: query ?? {},
    });
  }

  /** How many records a participant has in a room, by kind. The kinds are not data type names. */
  async counts(scope: ParticipantScope): Promise<Counts> {
    const { kind, id, room } = scopeParts(scope);
    checkScope('counts', { scopes: ['participant'] }, kind);
    const path = `/data/counts/participant/${encodeURIComponent(id)}`;
    return fetchOne<Counts>(this.#transport, path, 'counts', { query: { roomId: room } });
  }

  /** One decision of an agent, with prompt, reasoning and chain. Its id is {participantId}_{seq}. */
  agentDecision(scope: { room: string; decision: string }): Promise<AgentDecisionRecord> {
    const room = encodeURIComponent(checkedId(scope.room, 'room'));
    const decision = encodeURIComponent(checkedId(scope.decision, 'decision'));
    const path = `/data/agent-decisions/room/${room}/decision/${decision}`;
    return fetchOne<AgentDecisionRecord>(this.#transport, path, 'decision', { needs: 'read:events' });
  }

  /** What the key may do with the data of an experiment. */
  async access(scope: { experiment: string }): Promise<Access> {
    const path = `/data/check-access/experiment/${encodeURIComponent(checkedId(scope.experiment, 'experiment'))}`;
    const answer = await this.#transport.call(path);
    // Whether it is enveloped isn't published.
    return (unwrapOne(readEnvelope(answer.body)) ?? answer.body ?? {}) as Access;
  }

  /** Whether the service is up. Needs no permission. */
  async health(): Promise<Health> {
    const answer = await this.#transport.call('/health');
    return (answer.body ?? {}) as Health;
  }

  /**
   * Any request below the base URL, within the budget: for what has no method. GET is tried again, others not.
   * @throws {HyperStudyError} of the class that says what to do.
   */
  request(path: string, options?: CallOptions): Promise<Answer> {
    return this.#transport.call(path, options);
  }

  /** Closes idle connections; a dispatcher of the caller's is left alone. */
  async close(): Promise<void> {
    if (this.connection.ownsDispatcher) await this.connection.dispatcher.close();
  }

  /** What `await using` calls: the same as close. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  #records(word: string, scope: Scope, query: object = {}): RecordQuery<unknown> {
    const name = dataTypeNames.find((known) => known === word) ?? parseDataType(word);
    const { filters, settings } = splitQuery(query);
    const source = (limit = settings.limit) =>
      new RecordSource({
        transport: this.#transport,
        name,
        definition: dataType(name),
        scope,
        filters,
        settings: { ...settings, limit },
      });
    return new RecordQuery(source);
  }
}
