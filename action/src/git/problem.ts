/** Something about the target that stands in the way of a commit (error) or may do so (warning). */
export interface Problem {
  readonly severity: 'error' | 'warning';
  /** What is wrong. */
  readonly message: string;
  /** What to do about it. */
  readonly fix: string;
}

export const problem = (message: string, fix: string): Problem => ({ severity: 'error', message, fix });
export const warning = (message: string, fix: string): Problem => ({ severity: 'warning', message, fix });
