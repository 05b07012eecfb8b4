import type { Migration } from '../common/migrate.ts';

/** What nodes of version 1 did where they had no setting yet. Written out: a default may change, an old flow must not. */
const withoutSetting = {
  format: ['csv'],
  partition: 'none',
  gzip: false,
  csvDialect: 'default',
  formulaGuard: false,
  bids: false,
  datapackage: false,
  codebook: true,
  report: true,
  pseudonymize: false,
  dropColumns: '',
  dropColumnsType: 'str',
  shiftDates: '',
  onlyConsented: false,
  pageSize: '',
  concurrency: '',
  full: false,
};

export const migrations: readonly Migration[] = [
  { version: 2, up: (config) => ({ ...withoutSetting, ...config }) },
];
