import { isoTime, parseDataTypes, UsageError } from '@hyperstudy-workflows/core';
import type { Setting } from './define.ts';
import { type ExportSettingName, type ExportSettings, exportSettings } from './export-settings.ts';
import { oneOf, wholeNumber } from './values.ts';

/** Settings as they come: texts of flags or inputs, or values of a message. An empty text is as good as none. */
export type RawSettings = Readonly<Partial<Record<ExportSettingName, unknown>>>;

/**
 * Reads the settings of an export.
 * @param nameOf How a setting is called where it was given, e.g. --page-size.
 * @throws {UsageError} that names all settings that can't work, at once.
 */
export function readExportSettings(
  raw: RawSettings,
  nameOf: (name: ExportSettingName) => string,
): ExportSettings {
  const problems: string[] = [];
  const hints = new Set<string>();
  const read: Record<string, unknown> = {};
  for (const name of Object.keys(exportSettings) as ExportSettingName[]) {
    const given = raw[name];
    if (isEmpty(given)) continue;
    try {
      read[name] = readSetting(exportSettings[name], nameOf(name), given);
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      problems.push(error.message);
      if (error.hint !== undefined) hints.add(error.hint);
    }
  }
  const settings = read as ExportSettings;
  const { start, end } = settings;
  if (start !== undefined && end !== undefined && start >= end) {
    problems.push(`${nameOf('start')} (${start}) is not before ${nameOf('end')} (${end}).`);
    hints.add('Swap them, or leave one out.');
  }
  if (problems.length === 0) return settings;
  throw new UsageError(problems.join('\n'), { hint: hints.size === 0 ? undefined : [...hints].join(' ') });
}

const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  (typeof value === 'string' && value.trim() === '') ||
  (Array.isArray(value) && value.length === 0);

function readSetting(setting: Setting, name: string, given: unknown): unknown {
  switch (setting.kind) {
    case 'flag':
      return readFlag(name, given);
    case 'choice':
      return oneOf(name, wordOf(name, given), setting.choices);
    case 'choices':
      return [...new Set(wordsOf(name, given).map((word) => oneOf(name, word, setting.choices)))];
    case 'types':
      return typesOf(name, given);
    case 'list':
      return [...new Set(wordsOf(name, given))];
    case 'text':
      return wordOf(name, given);
    case 'time':
      return isoTime(typeof given === 'number' ? new Date(given) : (given as string | Date), name);
    case 'count':
      return wholeNumber(name, wordOf(name, given), setting.least, setting.most);
  }
}

/** YAML's core forms and nothing else. */
function readFlag(name: string, given: unknown): boolean {
  if (typeof given === 'boolean') return given;
  const word = wordOf(name, given);
  if (/^(true|True|TRUE)$/.test(word)) return true;
  if (/^(false|False|FALSE)$/.test(word)) return false;
  throw new UsageError(`${name} ${JSON.stringify(word)}: not true or false.`);
}

function wordOf(name: string, given: unknown): string {
  if (typeof given === 'string' || typeof given === 'number') return String(given).trim();
  throw new UsageError(`${name}: not a text.`);
}

function wordsOf(name: string, given: unknown): string[] {
  const words: unknown[] = Array.isArray(given) ? given : wordOf(name, given).split(/[,\n]/);
  return words.map((word) => wordOf(name, word)).filter((word) => word !== '');
}

function typesOf(name: string, given: unknown) {
  const words = wordsOf(name, given);
  if (words.length === 0 || words.some((word) => word.toLowerCase() === 'all')) return 'all';
  return [...new Set(words.flatMap(parseDataTypes))];
}
