import { type Figure, isMet, type Result } from '../support/bench.ts';
import type { Environment } from './environment.ts';

export interface Report {
  readonly environment: Environment;
  /** Runs of each program; figures are of medians. */
  readonly runs: number;
  readonly results: readonly Result[];
}

/** The part of bench/README.md that comes from the results. */
export function tables({ environment, runs, results }: Report): string {
  const { date, machine, versions } = environment;
  const tools = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  return [
    `Measured ${date} on ${machine}; ${tools.join(', ')}. Medians of ${runs} runs.`,
    '![Figures against their targets](results.svg)',
    '| work | figure | is | target | |\n|---|---|---|---|---|',
  ]
    .join('\n\n')
    .concat('\n', results.flatMap(rowsOf).join('\n'), '\n');
}

const rowsOf = ({ work, figures }: Result): string[] =>
  figures.map((figure, i) => {
    const value = `${figure.value.toLocaleString('en')} ${figure.unit}`.trim();
    return `| ${i === 0 ? work : ''} | ${figure.what} | ${value} | ${targetOf(figure)} | ${verdict(figure)} |`;
  });

function targetOf({ most, least }: Figure): string {
  if (most !== undefined) return `≤ ${most.toLocaleString('en')}`;
  return least === undefined ? '' : `≥ ${least.toLocaleString('en')}`;
}

function verdict(figure: Figure): string {
  const met = isMet(figure);
  if (met === undefined) return '';
  return met ? 'met' : '**not met**';
}
