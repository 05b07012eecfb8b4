import { UsageError } from '@hyperstudy-workflows/core';
import {
  type ExportSettingName,
  type ExportSettings,
  exportSettings,
  kebab,
  type RawSettings,
  readExportSettings,
} from '@hyperstudy-workflows/export';
import type { Command } from 'commander';

const names = Object.keys(exportSettings) as ExportSettingName[];
const flagOf = (name: ExportSettingName): string => `--${kebab(name)}`;

/** Adds a flag for each setting of an export. */
export function addExportFlags(command: Command): Command {
  for (const name of names) {
    const setting = exportSettings[name];
    if (setting.kind !== 'flag') {
      const given = [setting.default ?? []].flat().join(',');
      const note = given === '' ? '' : ` (default: ${given})`;
      command.option(`${flagOf(name)} <${'value' in setting ? setting.value : 'word'}>`, setting.help + note);
    } else if (setting.default) command.option(`--no-${kebab(name)}`, `without: ${setting.help}`);
    else command.option(flagOf(name), setting.help);
  }
  return command;
}

/**
 * The settings that the flags give.
 * @throws {UsageError} naming all that can't work.
 */
export function exportSettingsOf(flags: RawSettings): ExportSettings {
  const empty = names.filter((name) => name !== 'types' && flags[name] === '');
  if (empty.length > 0) {
    // In a script an empty variable is the usual reason: without this, more would be exported than was meant.
    throw new UsageError(`${empty.map(flagOf).join(', ')}: empty.`, {
      hint: 'Give a value, or leave it out.',
    });
  }
  return readExportSettings(flags, flagOf);
}
