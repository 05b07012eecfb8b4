/** The process that the action runs in, as far as it matters. */
export interface Host {
  readonly env: NodeJS.ProcessEnv;
  /** Prints to the log of the step. */
  readonly write: (text: string) => void;
  /** ms since 1970. */
  readonly now: () => number;
}

export const thisProcess: Host = {
  env: process.env,
  write: (text) => {
    process.stdout.write(text);
  },
  now: Date.now,
};
