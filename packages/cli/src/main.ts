import { statSync } from 'node:fs';
import { isHyperStudyError } from '@hyperstudy-workflows/core';
import { Command, CommanderError } from 'commander';
import { commandsFor } from './commands/commands.ts';
import { exitCodeOf, exitCodes } from './exit-codes.ts';
import { oneLine } from './output/one-line.ts';
import { Stopped } from './stop.ts';
import { version } from './version.ts';

/**
 * The hyperstudy command.
 * @param args without node and script
 * @returns the exit code
 */
export async function main(args: readonly string[]): Promise<number> {
  // Node's own loader; variables that are set already win. A folder of that name is somebody's virtual environment.
  if (statSync('.env', { throwIfNoEntry: false })?.isFile()) process.loadEnvFile('.env');
  let exitCode: number = exitCodes.complete;
  const done = (code: number) => {
    exitCode = code;
  };
  const program = new Command('hyperstudy')
    .description('Get research data out of HyperStudy. The API key is read from HYPERSTUDY_API_KEY.')
    .version(version)
    .exitOverride()
    .configureOutput({ outputError: () => undefined })
    .showSuggestionAfterError();
  for (const command of await commandsFor(args, done))
    program.addCommand(command.exitOverride().copyInheritedSettings(program));
  try {
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    exitCode = exitCodeOf(error);
    const line = errorLine(error);
    if (line !== undefined) process.stderr.write(`${line}\n`);
  }
  return exitCode;
}

/** What a server said may end without a full stop. */
const sentence = (text: string): string => (/[.!?…]$/.test(text) ? text : `${text}.`);

/** Package.json asks for it, but npm only warns. */
const oldNode = `hyperstudy needs Node.js 22.12 or newer; this is ${process.version}`;

function isOld(): boolean {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  return major < 22 || (major === 22 && minor < 12);
}

/** One line that says what was wrong and what to do; undefined where commander has said it. */
function errorLine(error: unknown): string | undefined {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return undefined;
    if (error.code === 'commander.help') return undefined;
    return oneLine(
      `${error.message.replace(/^(?!error: )/, 'error: ')} (hyperstudy --help shows what there is)`,
    );
  }
  if (error instanceof Stopped) {
    return oneLine(`${error.message} What is done is kept: run the same command again to go on.`);
  }
  if (isHyperStudyError(error)) return oneLine(`error: ${sentence(error.message)} ${error.hint ?? ''}`);
  const text = error instanceof Error ? error.message : String(error);
  return oneLine(`error: ${text} (${isOld() ? oldNode : 'unexpected: please report it'})`);
}
