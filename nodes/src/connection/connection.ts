import { AuthenticationError, HyperStudy, type Logger, UsageError } from '@hyperstudy-workflows/core';

/** How to reach HyperStudy, as the config node saves it. Empty means the default. */
export interface ConnectionConfig {
  readonly version?: number;
  readonly baseUrl?: string;
  readonly organizationId?: string;
  /** off, or limits such as 100/min,1000/h. */
  readonly budget?: string;
  /** Seconds for one answer. */
  readonly timeout?: string | number;
  readonly apiKey?: string;
  /** Secret behind pseudonyms and shifted dates. */
  readonly pseudonymKey?: string;
}

/** Where the pseudonym key comes from when the connection has none, as on the command line. */
const pseudonymVariable = 'HYPERSTUDY_PSEUDONYM_KEY';

/** Longest that closing waits for connections, ms: Node-RED gives a node 15 s. */
const longestClose = 5000;

/** One client, and so one rate budget, for all nodes on a connection. Made when it is first needed. */
export class Connection {
  readonly #config: ConnectionConfig;
  readonly #logger: Logger | undefined;
  #client: HyperStudy | undefined;

  constructor(config: ConnectionConfig, logger?: Logger) {
    this.#config = config;
    this.#logger = logger;
  }

  /** @throws {AuthenticationError | UsageError} for a key or setting that can't work. */
  client(): HyperStudy {
    this.#client ??= new HyperStudy({ ...clientOptions(this.#config), logger: this.#logger });
    return this.#client;
  }

  /** Why it can't work, before anything is asked; undefined where nothing is wrong. */
  problem(): unknown {
    try {
      this.client();
      return undefined;
    } catch (error) {
      return error;
    }
  }

  /**
   * Secret behind pseudonyms and shifted dates: the connection's, else the environment's.
   * @throws {UsageError} where there is none.
   */
  pseudonymKey(env: NodeJS.ProcessEnv = process.env): string {
    const key =
      filled(this.#config.pseudonymKey, 'pseudonym key') ?? (env[pseudonymVariable]?.trim() || undefined);
    if (key !== undefined) return key;
    throw new UsageError('The connection has no pseudonym key.', {
      code: 'MISSING_PSEUDONYM_KEY',
      hint: `Type one there, or set ${pseudonymVariable}. Make one with: openssl rand -hex 32. Keep it: the same key gives the same pseudonyms.`,
    });
  }

  /** What must never leave. */
  get secrets(): readonly string[] {
    const { apiKey, pseudonymKey } = this.#config;
    return [apiKey, pseudonymKey].map((key) => key?.trim() ?? '').filter((key) => key !== '');
  }

  /** Whether a request waits for the rate budget. */
  get isWaiting(): boolean {
    return (this.#client?.connection.budget.waiting ?? 0) > 0;
  }

  /** Milliseconds until one more request would be sent. */
  get budgetEta(): number {
    return this.#client?.connection.budget.eta(1) ?? 0;
  }

  async close(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    if (client === undefined) return;
    const { dispatcher } = client.connection;
    const timer = setTimeout(() => {
      dispatcher.destroy().catch(() => undefined);
    }, longestClose);
    try {
      await client.close();
    } finally {
      clearTimeout(timer);
    }
  }
}

/** Client options; what is empty is left to the core, which asks the environment. */
export function clientOptions(config: ConnectionConfig) {
  const timeout = Number(config.timeout ?? '');
  if (!(timeout >= 0)) throw new UsageError('The timeout of the connection is no number of seconds.');
  return {
    apiKey: filled(config.apiKey, 'API key'),
    baseUrl: filled(config.baseUrl, 'base URL'),
    organizationId: filled(config.organizationId, 'organization'),
    budget: filled(config.budget, 'budget'),
    timeout: timeout > 0 ? timeout * 1000 : undefined,
  };
}

/** Node-RED leaves ${NAME} as it is where the variable isn't set. */
function filled(text: string | undefined, what: string): string | undefined {
  const trimmed = text?.trim() ?? '';
  const [, variable] = /^\$\{([^}]+)\}$/.exec(trimmed) ?? [];
  if (variable !== undefined) {
    const facts = { code: 'MISSING_API_KEY', hint: 'Set it before Node-RED starts, or in the flow.' };
    const text = `The environment variable ${variable} (${what}) is not set.`;
    throw what === 'API key'
      ? new AuthenticationError(text, facts)
      : new UsageError(text, { hint: facts.hint });
  }
  return trimmed === '' ? undefined : trimmed;
}

/** @throws {UsageError} where a node has no connection. */
export function chosen(connection: Connection | undefined): Connection {
  if (connection !== undefined) return connection;
  throw new UsageError('No connection is chosen.', {
    code: 'MISSING_CONNECTION',
    hint: 'Open the node and choose or add a HyperStudy connection.',
  });
}
