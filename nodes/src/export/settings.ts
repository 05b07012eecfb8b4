import { type Scope, UsageError } from '@hyperstudy-workflows/core';
import {
  type ExportSettingName,
  type ExportSettings,
  exportSettings,
  type RawSettings,
  readExportSettings,
} from '@hyperstudy-workflows/export';
import { folderOf } from '../common/folder.ts';
import type { Host, Message } from '../common/host.ts';
import { overridesOf } from '../common/overrides.ts';
import { readScope, type ScopeConfig } from '../common/scope.ts';

type Saved = Readonly<Partial<Record<ExportSettingName, unknown>>>;
/** Where a value comes from: str is the node itself. */
type SavedTypes = Readonly<Partial<Record<`${ExportSettingName}Type`, string>>>;

/** What an export node saves: the settings of an export, each under its name. What is empty is the default. */
export interface ExportConfig extends ScopeConfig, Saved, SavedTypes {
  readonly version?: number;
  readonly directory: string;
  readonly directoryType: string;
}

const names = Object.keys(exportSettings) as ExportSettingName[];

/** Settings that a message may bring. */
export const exportOverrides = ['scope', 'directory', ...names] as const;

type Overrides = ReturnType<typeof overridesOf<(typeof exportOverrides)[number]>>;

/** @throws {UsageError} that names all settings that can't work, at once. */
export async function settingsOf(
  config: ExportConfig,
  host: Host,
  message: Message,
  workingDirectory: string | undefined,
): Promise<ExportSettings & { readonly scope: Scope; readonly out: string }> {
  const own = overridesOf(message, exportOverrides);
  const [scope, out, settings] = await Promise.allSettled([
    readScope(config, own.scope, host, message),
    folder(config, own, host, message, workingDirectory),
    rawSettings(config, own, host, message).then((raw) => readExportSettings(raw, (name) => name)),
  ]);
  if (scope.status === 'fulfilled' && out.status === 'fulfilled' && settings.status === 'fulfilled')
    return { ...settings.value, scope: scope.value, out: out.value };
  throw allOf([scope, out, settings]);
}

async function folder(
  { directory, directoryType }: ExportConfig,
  own: Overrides,
  host: Host,
  message: Message,
  workingDirectory: string | undefined,
): Promise<string> {
  const saved = { value: directory ?? '', type: directoryType ?? 'str' };
  return folderOf(own.directory ?? (await host.resolve(saved, message)), workingDirectory);
}

/** Each setting as the message brings it, else as the node has it or finds it elsewhere. */
async function rawSettings(
  config: ExportConfig,
  own: Overrides,
  host: Host,
  message: Message,
): Promise<RawSettings> {
  const given = async (name: ExportSettingName): Promise<unknown> => {
    const { [name]: value, [`${name}Type` as const]: type = 'str' } = config;
    const override = own[name];
    if (override !== undefined && override !== null) return override;
    if (type === 'str' || typeof value !== 'string') return value;
    const found = await host.resolve({ value, type }, message);
    // A variable that isn't set must not let columns out that nobody should see.
    if (exportSettings[name].kind === 'list' && (found === undefined || found === null || found === '')) {
      throw new UsageError(`${name} is empty (from ${type} ${value}).`, {
        hint: `Set it, or type ${name} in the node.`,
      });
    }
    return found;
  };
  return Object.fromEntries(await Promise.all(names.map(async (name) => [name, await given(name)] as const)));
}

/** One error for all that is wrong, on one line as a flow shows it. */
function allOf(results: readonly PromiseSettledResult<unknown>[]): unknown {
  const reasons = results.flatMap((result): unknown[] =>
    result.status === 'rejected' ? [result.reason] : [],
  );
  const errors = reasons.filter((reason) => reason instanceof UsageError);
  // What is no wrong setting is a mistake of ours, and matters more.
  if (errors.length < reasons.length) return reasons.find((reason) => !(reason instanceof UsageError));
  const text = errors.map(({ message }) => message.replaceAll('\n', ' ')).join(' ');
  const hints = new Set(errors.flatMap(({ hint }) => hint ?? []));
  return new UsageError(text, { hint: hints.size === 0 ? undefined : [...hints].join(' ') });
}
