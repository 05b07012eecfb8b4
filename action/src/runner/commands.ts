import { randomUUID } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import type { Host } from './host.ts';

/**
 * What a step tells the runner: commands are lines on stdout, values go into files that the environment names.
 * https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
 */
export type Level = 'notice' | 'warning' | 'error';

const escaped = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

const escapedProperty = (text: string): string => escaped(text).replaceAll(':', '%3A').replaceAll(',', '%2C');

/** Has the runner replace a text by *** wherever it is printed from now on. */
export function mask({ write }: Host, secret: string): void {
  write(`::add-mask::${escaped(secret)}\n`);
}

/** A message at the top of the page of the run. */
export function annotate({ write }: Host, level: Level, title: string, text: string): void {
  write(`::${level} title=${escapedProperty(title)}::${escaped(text)}\n`);
}

export function startGroup({ write }: Host, name: string): void {
  write(`::group::${escaped(name)}\n`);
}

export function endGroup({ write }: Host): void {
  write('::endgroup::\n');
}

/** Sets an output of the step. */
export function setOutput(host: Host, name: string, value: string): void {
  setValue(host, 'GITHUB_OUTPUT', name, value);
}

/** Leaves a value for the post step. */
export function saveState(host: Host, name: string, value: string): void {
  setValue(host, 'GITHUB_STATE', name, value);
}

function setValue({ env }: Host, file: string, name: string, value: string): void {
  const path = env[file];
  // Outside of a runner there is nobody to tell.
  if (path === undefined || path === '') return;
  // Unguessable, so that no value can end itself and set another.
  const end = `end_${randomUUID()}`;
  appendFileSync(path, `${name}<<${end}\n${value}\n${end}\n`);
}
