import { UsageError } from '@hyperstudy-workflows/core';
import { isObject, type Message } from './host.ts';

/**
 * Settings that a message brings in msg.hyperstudy. What another HyperStudy node put there (it holds `node`) is no
 * setting: else chaining two nodes would make the second repeat the first.
 * @throws {UsageError} for a name that is no setting.
 */
export function overridesOf<N extends string>(
  message: Message,
  names: readonly N[],
): Partial<Record<N, unknown>> {
  const own = message.hyperstudy;
  if (!isObject(own) || 'node' in own) return {};
  const settings: Partial<Record<N, unknown>> = {};
  for (const [name, value] of Object.entries(own)) {
    const known = names.find((candidate) => candidate === name);
    if (known !== undefined) settings[known] = value;
    else if (name !== 'command') {
      throw new UsageError(`msg.hyperstudy.${name} is no setting of this node.`, {
        hint: `Settings: ${names.join(', ')}.`,
      });
    }
  }
  return settings;
}

/**
 * What a message tells the node to do instead of bringing input: msg.hyperstudy.command.
 * @throws {UsageError} for a command that the node doesn't know.
 */
export function commandOf<C extends string>(message: Message, commands: readonly C[]): C | undefined {
  const own = message.hyperstudy;
  if (!isObject(own) || own.command === undefined) return undefined;
  const command = commands.find((known) => known === own.command);
  if (command === undefined) {
    throw new UsageError(`The command ${JSON.stringify(own.command)} is unknown.`, {
      hint: `Commands: ${commands.join(', ')}.`,
    });
  }
  return command;
}
