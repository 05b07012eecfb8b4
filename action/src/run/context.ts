import type { HyperStudy } from '@hyperstudy-workflows/core';
import type { ExportResult } from '@hyperstudy-workflows/export';
import type { Inputs, Outputs, Step } from '../inputs/index.ts';
import type { ActionLog, RunFacts } from '../runner/index.ts';

/** What every phase of a run works with. */
export interface Context {
  /** Of which action. */
  readonly step: Step;
  readonly inputs: Inputs;
  readonly facts: RunFacts;
  readonly log: ActionLog;
  readonly client: HyperStudy;
  /** Folder that is exported into. With several scopes each has a folder below. */
  readonly out: string;
  /** Folder for what is in the making, e.g. clones; gone when the job ends. It may not exist yet. */
  readonly scratch: string;
  /** Secret behind pseudonyms. */
  readonly pseudonymKey: string | undefined;
  /** Names what is exported and how: equal for runs that can go on from each other. */
  readonly queryId: string;
  /** Aborted by the deadline, or when the job is cancelled. */
  readonly signal: AbortSignal;
  /** Aborted only when the job is cancelled: what is delivered after the deadline goes by this. */
  readonly cancellation: AbortSignal;
}

/** One export of the run. */
export interface Exported {
  /** Below the folder of the run: '' or a folder name. */
  readonly folder: string;
  readonly result: ExportResult;
  /** Rows by table file as an earlier run left them; undefined where none is known. */
  readonly before: ReadonlyMap<string, number> | undefined;
  /** Whether anything differs from the earlier run; true where none is known. */
  readonly changed: boolean;
}

/** Something that the reader of the run has to know. An error fails the step. */
export interface Problem {
  readonly level: 'error' | 'warning';
  readonly text: string;
}

export interface Link {
  readonly text: string;
  readonly url: string;
  /** Behind the link, e.g. a size. */
  readonly note?: string;
}

/** What a target made of the exports. */
export interface Delivery {
  readonly outputs: Outputs;
  readonly links: readonly Link[];
  readonly problems: readonly Problem[];
}

/** What a run has to tell at its end, as far as it came. */
export interface Story {
  readonly outputs: Outputs;
  readonly exports: Exported[];
  readonly problems: Problem[];
  readonly links: Link[];
  /** When the sessions of the study began, ISO times. */
  readonly sessions: string[];
}

/** What was found before the export. */
export interface Finding {
  readonly result: 'ok' | 'warning' | 'failed';
  readonly text: string;
  /** What to do about it. */
  readonly fix?: string;
}

/** Something to look at before anything is exported. It never throws for what it is there to find. */
export interface PreflightCheck {
  readonly name: string;
  /** What it refuses must not even be asked for: such checks come first, and end the preflight where they fail. */
  readonly guards?: true;
  run(context: Context): AsyncIterable<Finding>;
}

/** Where exports go. */
export interface Target {
  /** Heading of its part of the log. */
  readonly name: string;
  readonly checks: readonly PreflightCheck[];
  /** Brings what an earlier run left there into the folder, after the cache and before the export. */
  prepare?(context: Context): Promise<void>;
  /** Takes the exports; not called when nothing could be exported. Throws what fails the step. */
  deliver(context: Context, exports: readonly Exported[]): Promise<Delivery>;
  /** Frees what it holds, whatever happened. */
  close?(): Promise<void>;
}
