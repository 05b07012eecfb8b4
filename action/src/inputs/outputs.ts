export interface Output {
  readonly description: string;
  /** For the README. */
  readonly example: string;
}

/** The outputs of the action, in the order of action.yml: description and an example for the README. */
export const outputs = {
  complete: { description: '`true` if everything that was asked for is there.', example: 'true' },
  changed: {
    description: '`true` if the export differs from that of the last run that is known.',
    example: 'false',
  },
  rows: { description: 'Rows in all tables.', example: '18240' },
  files: { description: 'Files: tables, manifests and recordings.', example: '42' },
  bytes: { description: 'Bytes of tables and recordings.', example: '734003200' },
  'recordings-downloaded': { description: 'Recordings in the folder.', example: '24' },
  'recordings-failed': { description: 'Recordings that could not be had.', example: '0' },
  manifest: {
    description: 'Path of `manifest.json`; one per line for several experiments.',
    example: '$RUNNER_TEMP/hyperstudy/3f…/out/manifest.json',
  },
  'out-dir': {
    description: 'Folder that holds the export until the job ends.',
    example: '$RUNNER_TEMP/hyperstudy/3f…/out',
  },
  'artifact-id': { description: 'Id of the artifact with the tables.', example: '1234567' },
  'artifact-ids': {
    description: 'Ids of all artifacts, with commas, as `actions/download-artifact` takes them.',
    example: '1234567,1234568',
  },
  'artifact-url': {
    description: 'Page to download the artifact with the tables from.',
    example: 'https://github.com/o/r/actions/runs/1/artifacts/1234567',
  },
  'artifact-digest': { description: 'SHA-256 of the archive with the tables.', example: '9f86d08…' },
  committed: { description: '`true` if there was something to commit and it arrived.', example: 'true' },
  'commit-sha': { description: 'The commit, if there was one.', example: '1f2e3d4…' },
} as const satisfies Record<string, Output>;

export type OutputName = keyof typeof outputs;

/** What is known of the outputs; false and zero are set, undefined is left empty. */
export type Outputs = { [Name in OutputName]?: string | number | boolean };

/** The outputs of the plan, in the order of its action.yml. */
export const planOutputs = {
  matrix: {
    description: 'The shards, as JSON for the `matrix` of a job (`fromJSON`).',
    example: '{"include":[{"shard":"1/2","until":"2026-03-12T02:00:00.000Z"},…]}',
  },
  shards: { description: 'How many shards there are.', example: '2' },
  until: {
    description: 'Where the window of all shards ends: what comes in later is for the next export.',
    example: '2026-03-12T02:00:00.000Z',
  },
  empty: {
    description: '`true` if the experiment has no rooms: skip the jobs of shards and merge then.',
    example: 'false',
  },
} as const satisfies Record<string, Output>;

export type PlanOutputName = keyof typeof planOutputs;
