import type { ReportModel, RoomOverview } from './report-model.ts';

/** What the script of the page has from the start; the details of a room are read when it is opened. */
export interface PageData {
  readonly roomTypes: ReportModel['roomTypes'];
  readonly rooms: readonly RoomOverview[];
}
