import { type FilterName, type FilterValues, filters, UsageError } from '@hyperstudy-workflows/core';
import { type Host, isObject, type Message, type TypedValue } from './host.ts';

/** Filters as a node saves them; which a data type takes is in the registry. */
export type FilterConfig = Partial<Record<FilterName, TypedValue>>;

/**
 * The filters of a run: the message's on top of the node's. Those left empty don't count, and those of the node
 * that the data type doesn't take are left out: the editor keeps them when the data type is changed.
 * @throws {UsageError} for a filter that doesn't exist or a value that is none.
 */
export async function readFilters(
  config: FilterConfig,
  taken: readonly FilterName[],
  override: unknown,
  host: Host,
  message: Message,
): Promise<FilterValues> {
  const values = new Map<string, unknown>();
  for (const name of taken) {
    const setting = config[name];
    if (setting !== undefined && setting.value !== '') values.set(name, await host.resolve(setting, message));
  }
  if (override !== undefined && !isObject(override)) {
    throw new UsageError('msg.hyperstudy.filters is no object.', { hint: 'Give { start, end, … }.' });
  }
  for (const [name, value] of Object.entries(override ?? {})) values.set(name, value);
  const read = [...values].flatMap(([name, value]) =>
    value === undefined || value === null || value === ''
      ? []
      : [[name, asFilterValue(name, value)] as const],
  );
  return Object.fromEntries(read);
}

/** A value as the core takes it: flows carry numbers as text and times as milliseconds. */
function asFilterValue(name: string, value: unknown): unknown {
  if (!isFilter(name)) {
    throw new UsageError(`There is no filter ${name}.`, {
      hint: `Filters: ${Object.keys(filters).join(', ')}.`,
    });
  }
  switch (filters[name].kind) {
    case 'time':
      return typeof value === 'number' ? new Date(value) : value;
    case 'flag':
      return value === 'true' ? true : value === 'false' ? false : value;
    case 'ms':
      return typeof value === 'string' ? Number(value) : value;
    case 'text':
      return typeof value === 'number' ? String(value) : value;
  }
}

const isFilter = (name: string): name is FilterName => Object.hasOwn(filters, name);
