import type { DataTypeDefinition } from '../data-types/define.ts';
import { UsageError } from '../errors/usage-error.ts';
import type { Row } from '../paging/page.ts';

/** How records are read. */
export interface ReadSettings {
  /** Most records in all. Default: all there are. */
  limit?: number;
  /** Records per page, 1 to 1000. Default: the data type's, 1000. Has no effect on types that come in one piece. */
  pageSize?: number;
  /** Requests under way at once. Default: as many as it takes to keep you busy, 2 to 16. */
  concurrency?: number;
  /** Field to sort by. Default: the data type's, usually timestamp. */
  sort?: string;
  /** Default asc. */
  order?: 'asc' | 'desc';
  /** Records to leave out at the beginning. Default 0. */
  offset?: number;
  /**
   * Says whether the first record is the expected one, for reading on where an earlier reading came to; if it isn't,
   * reading ends with a MovedError.
   */
  expectFirst?: (record: Row) => boolean;
  /**
   * Ends with an IntegrityError where the result is not complete, where the server sent warnings, or where records
   * differ from what is known of their type. It is thrown at the end, when all records were handed on. Default false:
   * the same is in the report and logged.
   */
  strict?: boolean;
  /** Count for the report how records differ from what is known of their data type. Default true. */
  drift?: boolean;
  signal?: AbortSignal;
  /** Only for tests that prove what these are for. */
  without?: 'fence' | 'dedupe';
}

/** All names, to tell settings from filters. */
export const settingNames: Readonly<Record<keyof ReadSettings, true>> = {
  limit: true,
  pageSize: true,
  concurrency: true,
  sort: true,
  order: true,
  offset: true,
  expectFirst: true,
  strict: true,
  drift: true,
  signal: true,
  without: true,
};

/** @throws {UsageError} for a setting that can't work. */
export function checkSettings(settings: ReadSettings, { paged }: DataTypeDefinition): void {
  for (const name of ['limit', 'pageSize', 'concurrency'] as const) {
    const value = settings[name];
    if (value !== undefined && (!Number.isInteger(value) || value < 1)) {
      throw new UsageError(`${name} must be a whole number from 1.`);
    }
  }
  const { offset = 0 } = settings;
  if (!Number.isInteger(offset) || offset < 0) throw new UsageError('offset must be a whole number from 0.');
  if (paged && settings.pageSize !== undefined && settings.pageSize > 1000) {
    throw new UsageError('pageSize must be at most 1000.', {
      hint: 'The service documents no larger page.',
    });
  }
  const { order } = settings;
  if (order !== undefined && order !== 'asc' && order !== 'desc') {
    throw new UsageError('order must be asc or desc.');
  }
}
