import type { ExportSettings } from '../settings/export-settings.ts';
import { formatsOf } from '../tables/format.ts';
import type { FilePlan } from './groups.ts';

/** The files that the settings ask for. */
export const filePlanOf = (settings: ExportSettings): FilePlan => ({
  formats: formatsOf(settings),
  partition: settings.partition ?? 'none',
});
