/** What vitest's JSON reporter writes, as far as it is read here. */
export interface Report {
  readonly numTotalTests: number;
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly { readonly name: string; readonly status: string }[];
}

export interface StepResult {
  /** As `npm test --` takes it. */
  readonly word: string;
  readonly name: string;
  readonly passed: boolean;
  readonly seconds: number;
}

/** What the end of a run says: steps with their times, how many tests, and how to run again just what failed. */
export function summary(
  results: readonly StepResult[],
  report: Report | undefined,
  { root, coverage }: { readonly root: string; readonly coverage?: number | undefined },
): string {
  const width = Math.max(...results.map(({ name }) => name.length));
  const steps = results.map(({ name, passed, seconds }) =>
    [passed ? 'passed' : 'failed', name.padEnd(width), `${seconds.toFixed(1).padStart(7)} s`].join('  '),
  );
  const total = results.reduce((sum, { seconds }) => sum + seconds, 0);
  const files = (report?.testResults ?? [])
    .filter(({ status }) => status === 'failed')
    .map(({ name }) => name.replaceAll('\\', '/').replace(`${root.replaceAll('\\', '/')}/`, ''));
  const again = [
    ...results.filter(({ passed, word }) => !passed && (word !== 'tests' || files.length === 0)),
    ...files.map((word) => ({ word })),
  ].map(({ word }) => `  npm test -- ${word}`);
  return [
    '',
    '── summary',
    ...steps,
    `${total.toFixed(1)} s${report === undefined ? '' : `, ${countsOf(report)}`}${coverage === undefined ? '' : `, ${coverage} % of lines covered`}`,
    ...(again.length === 0 ? [] : ['To run just what failed:', ...again]),
    '',
  ].join('\n');
}

function countsOf({ numTotalTests, numPassedTests, numFailedTests, testResults }: Report): string {
  const left = numTotalTests - numPassedTests - numFailedTests;
  const counts = [`${numPassedTests} passed`];
  if (numFailedTests > 0) counts.push(`${numFailedTests} failed`);
  if (left > 0) counts.push(`${left} not run`);
  return `${numTotalTests} tests in ${testResults.length} files: ${counts.join(', ')}`;
}
