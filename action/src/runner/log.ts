import { createRedact, type Logger, type Redact } from '@hyperstudy-workflows/core';
import { annotate, endGroup, type Level, startGroup } from './commands.ts';
import type { Host } from './host.ts';
import { neutral, oneLine } from './neutral.ts';

/** GitHub shows so many annotations of each level per step, and drops the others without a word. */
const mostAnnotations = 10;

/** The log of the step. Whatever is printed goes through redaction and can't be a command. */
export class ActionLog implements Logger {
  readonly #host: Host;
  readonly #redact: Redact;
  readonly #annotated: Record<Level, number> = { notice: 0, warning: 0, error: 0 };
  readonly #said = new Set<string>();

  /** @param secrets Taken out of everything that is printed, in addition to what the runner masks. */
  constructor(host: Host, secrets: readonly string[]) {
    this.#host = host;
    this.#redact = createRedact(secrets);
  }

  /** Runs a phase with its lines folded together. */
  async group<T>(name: string, work: () => Promise<T>): Promise<T> {
    startGroup(this.#host, this.clean(name));
    try {
      return await work();
    } finally {
      endGroup(this.#host);
    }
  }

  info(text: string, facts?: Readonly<Record<string, unknown>>): void {
    this.#host.write(`${neutral(this.#redact(withFacts(text, facts)))}\n`);
  }

  /** Details that nobody asked for. */
  debug(): void {}

  /** Logger of the client: a study asked for room by room warns of the same for each, so each is said once. */
  warn(text: string, facts?: Readonly<Record<string, unknown>>): void {
    this.warning(withFacts(text, facts));
  }

  notice(text: string): void {
    this.#annotate('notice', text);
  }

  warning(text: string): void {
    this.#annotate('warning', text);
  }

  error(text: string): void {
    this.#annotate('error', text);
  }

  /** A text without secrets, in one line. */
  clean(text: string): string {
    return oneLine(this.#redact(text));
  }

  #annotate(level: Level, text: string): void {
    const line = this.clean(text);
    if (this.#said.has(`${level}:${line}`)) return;
    this.#said.add(`${level}:${line}`);
    this.#annotated[level] += 1;
    if (this.#annotated[level] < mostAnnotations) annotate(this.#host, level, 'HyperStudy', line);
    else {
      if (this.#annotated[level] === mostAnnotations)
        annotate(this.#host, level, 'HyperStudy', 'There are more of these: see the log.');
      this.info(`${level}: ${line}`);
    }
  }
}

function withFacts(text: string, facts: Readonly<Record<string, unknown>> = {}): string {
  const details = Object.entries(facts).map(
    ([name, fact]) => `${name}: ${typeof fact === 'object' ? JSON.stringify(fact) : String(fact)}`,
  );
  return details.length === 0 ? text : `${text} (${details.join(', ')})`;
}
